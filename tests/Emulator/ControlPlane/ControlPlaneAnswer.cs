using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Egress.Emulator.ControlPlane;

/// <summary>An answer as it goes over the wire. Complete before the first byte is sent, so that it can also be lost.</summary>
internal sealed record ControlPlaneAnswer(int StatusCode, string ContentType, ReadOnlyMemory<byte> Body)
{
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    public static ControlPlaneAnswer Json(int statusCode, JsonNode body, string contentType = "application/json") => new(statusCode, contentType, AwsJson.Bytes(body));

    public static ControlPlaneAnswer Empty(int statusCode) => new(statusCode, "application/json", ReadOnlyMemory<byte>.Empty);

    public async Task WriteAsync(HttpResponse response, CancellationToken cancellationToken)
    {
        response.StatusCode = StatusCode;
        foreach (var (name, value) in Headers)
        {
            response.Headers[name] = value;
        }

        if (StatusCode == StatusCodes.Status204NoContent)
        {
            return;
        }

        response.ContentType = ContentType;
        response.ContentLength = Body.Length;
        await response.Body.WriteAsync(Body, cancellationToken);
    }
}
