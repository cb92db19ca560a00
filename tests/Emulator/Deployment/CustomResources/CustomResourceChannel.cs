using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Egress.Emulator.Deployment.CustomResources;

/// <summary>Where the functions behind custom resources put their answers: on AWS a presigned URL of a bucket, here a path of the control plane.</summary>
internal sealed class CustomResourceChannel
{
    private const string Path = "/-/cloudformation/";

    // One byte more than a good answer may have, so that one too long is told from one that fits.
    private const int MostBytes = 4097;

    private readonly ConcurrentDictionary<string, TaskCompletionSource<byte[]>> _pending = new(StringComparer.Ordinal);

    /// <summary>Opens a request; the task ends with the body of its answer.</summary>
    public Task<byte[]> Open(string requestId) =>
        _pending.GetOrAdd(requestId, _ => new TaskCompletionSource<byte[]>(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    public void Close(string requestId) => _pending.TryRemove(requestId, out _);

    public static Uri ResponseUrl(Uri controlPlane, string requestId) => new(controlPlane, Path + requestId);

    public void Map(IEndpointRouteBuilder routes) => routes.MapPut(Path + "{requestId}", AnswerAsync);

    private async Task AnswerAsync(HttpContext context)
    {
        if (!_pending.TryGetValue((string)context.Request.RouteValues["requestId"]!, out var answer))
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return;
        }

        var body = new byte[MostBytes];
        var length = await context.Request.Body.ReadAtLeastAsync(body, MostBytes, throwOnEndOfStream: false, context.RequestAborted);
        answer.TrySetResult(body[..length]);
    }
}
