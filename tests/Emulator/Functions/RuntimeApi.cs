using System.Globalization;
using System.Threading.Channels;
using Microsoft.AspNetCore.Http;

namespace Egress.Emulator.Functions;

/// <summary>
/// The Lambda Runtime API of one sandbox. [Lambda guide, "Using the Lambda runtime API for custom runtimes"]
/// <c>GET …/invocation/next</c>, <c>POST …/invocation/{id}/response</c>, <c>POST …/invocation/{id}/error</c>, <c>POST …/init/error</c>.
/// </summary>
internal sealed class RuntimeApi
{
    /// <summary>[Lambda quotas; recorded as 6291556 bytes]</summary>
    public const int MaxResponseBytes = 6_291_556;

    private const string Prefix = "/2018-06-01/runtime/";

    private static readonly string TooLarge = $$"""{"errorMessage":"Exceeded maximum allowed payload size ({{MaxResponseBytes}} bytes).","errorType":"RequestEntityTooLarge"}""";

    private readonly Channel<Invocation> _pending = Channel.CreateBounded<Invocation>(1);
    private readonly TaskCompletionSource _initialised = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<InvocationOutcome> _initError = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource _polled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile Invocation? _current;

    /// <summary>Completes with the first <c>next</c>: the INIT phase is over.</summary>
    public Task Initialised => _initialised.Task;

    public Task<InvocationOutcome> InitError => _initError.Task;

    /// <summary>Completes when the runtime asks for work after the latest invocation.</summary>
    public Task Polled => _polled.Task;

    public async Task SendAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        _polled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await _pending.Writer.WriteAsync(invocation, cancellationToken);
    }

    public Task HandleAsync(HttpContext context) => (context.Request.Method, Segments(context.Request.Path.Value!)) switch
    {
        ("GET", ["invocation", "next"]) => NextAsync(context),
        ("POST", ["invocation", var id, "response"]) => CompleteAsync(context, id, "InvocationResponse", ReadResponseAsync),
        ("POST", ["invocation", var id, "error"]) => CompleteAsync(context, id, "InvocationErrorResponse", ReadErrorAsync),
        ("POST", ["init", "error"]) => FailInitAsync(context),
        _ => AnswerAsync(context, StatusCodes.Status404NotFound, """{"errorMessage":"Not found","errorType":"InvalidPath"}"""),
    };

    private static string[] Segments(string path) => path.StartsWith(Prefix, StringComparison.Ordinal) ? path[Prefix.Length..].Split('/') : [];

    private async Task NextAsync(HttpContext context)
    {
        if (_current is { IsAnswered: false })
        {
            await RefuseAsync(context, "Ready");
            return;
        }

        _initialised.TrySetResult();
        if (_current?.Outcome.IsCompleted ?? true)
        {
            _polled.TrySetResult();
        }

        var invocation = await _pending.Reader.ReadAsync(context.RequestAborted);
        _current = invocation;
        var response = context.Response;
        response.Headers["Lambda-Runtime-Aws-Request-Id"] = invocation.Id;
        response.Headers["Lambda-Runtime-Deadline-Ms"] = invocation.Deadline.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        response.Headers["Lambda-Runtime-Invoked-Function-Arn"] = invocation.FunctionArn;
        response.Headers["Lambda-Runtime-Trace-Id"] = invocation.TraceId;
        if (invocation.ClientContext is { } clientContext)
        {
            response.Headers["Lambda-Runtime-Client-Context"] = clientContext;
        }

        response.ContentType = "application/json";
        response.ContentLength = invocation.Payload.Length;
        await response.Body.WriteAsync(invocation.Payload, context.RequestAborted);
    }

    private async Task CompleteAsync(HttpContext context, string id, string transition, Func<HttpRequest, Task<InvocationOutcome>> read)
    {
        if (_current is not { } invocation || invocation.Id != id)
        {
            await AnswerAsync(context, StatusCodes.Status400BadRequest, """{"errorMessage":"Invalid request ID","errorType":"InvalidRequestID"}""");
            return;
        }

        if (!invocation.TryAnswer())
        {
            await RefuseAsync(context, transition);
            return;
        }

        var outcome = await read(context.Request);
        var isTooLarge = outcome.Payload.Length > MaxResponseBytes;
        await (isTooLarge ? AnswerAsync(context, StatusCodes.Status413PayloadTooLarge, TooLarge) : AcceptAsync(context));
        invocation.TryComplete(isTooLarge ? FunctionErrors.ResponseTooLarge(MaxResponseBytes) : outcome);
    }

    private async Task FailInitAsync(HttpContext context)
    {
        if (_initialised.Task.IsCompleted)
        {
            await RefuseAsync(context, "InitError");
            return;
        }

        var error = await ReadErrorAsync(context.Request);
        await AcceptAsync(context);
        _initError.TrySetResult(error);
    }

    private static async Task<InvocationOutcome> ReadResponseAsync(HttpRequest request) => new(await ReadAsync(request), null);

    private static async Task<InvocationOutcome> ReadErrorAsync(HttpRequest request) =>
        FunctionErrors.Reported(await ReadAsync(request), request.Headers["Lambda-Runtime-Function-Error-Type"].FirstOrDefault());

    /// <summary>The whole body, but no more of it than shows that it is too large.</summary>
    private static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpRequest request)
    {
        using var body = new MemoryStream();
        var buffer = new byte[81920];
        while (await request.Body.ReadAsync(buffer, request.HttpContext.RequestAborted) is var read and > 0)
        {
            if (body.Length <= MaxResponseBytes)
            {
                body.Write(buffer.AsSpan(0, read));
            }
        }

        return body.ToArray();
    }

    // Status, type, text and names of states are those of aws/aws-lambda-runtime-interface-emulator.
    private Task RefuseAsync(HttpContext context, string transition)
    {
        var state = _current is null || _polled.Task.IsCompleted ? "Ready" : _current.IsAnswered ? "RuntimeResponseSentState" : "Running";
        var message = $"State transition from {state} to {transition} failed for runtime. Error: State transition is not allowed";
        return AnswerAsync(context, StatusCodes.Status403Forbidden, $$"""{"errorMessage":"{{message}}","errorType":"InvalidStateTransition"}""");
    }

    private static Task AcceptAsync(HttpContext context) => AnswerAsync(context, StatusCodes.Status202Accepted, """{"status":"OK"}""");

    private static async Task AnswerAsync(HttpContext context, int statusCode, string json)
    {
        context.Response.StatusCode = statusCode;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(json, context.RequestAborted);
    }
}
