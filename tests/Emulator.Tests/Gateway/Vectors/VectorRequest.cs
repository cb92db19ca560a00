using System.Text;
using System.Text.Json.Nodes;
using Egress.Emulator.Tests.Gateway.Bench;

namespace Egress.Emulator.Tests.Gateway.Vectors;

/// <summary>The bytes that a vector's client and upstream send.</summary>
internal static class VectorRequest
{
    public static (string Head, byte[] Body) Of(Vector vector)
    {
        var body = Body(vector.In("request"));
        var headers = Headers(vector.In("request.headers"));
        if (!headers.Any(header => header.Name == "Host"))
        {
            headers.Insert(0, ("Host", $"{vector.Text("api.id") ?? GatewayBench.ApiId}.execute-api.{vector.Text("api.region") ?? "us-east-1"}.amazonaws.com"));
        }

        var isChunked = headers.Any(header => header.Name == "Transfer-Encoding");
        if (!isChunked && body.Length > 0)
        {
            headers.Add(("Content-Length", $"{body.Length}"));
        }

        var head = $"{vector.Text("request.method") ?? "GET"} {Target(vector)} HTTP/1.1\r\n" + string.Concat(headers.Select(header => $"{header.Name}: {header.Value}\r\n")) + "\r\n";
        return (head, isChunked ? "0\r\n\r\n"u8.ToArray() : body);
    }

    public static byte[] Answer(Vector vector, RawAnswer request)
    {
        var given = vector.In("upstream_response");
        var body = given?["body"] is JsonValue echo && (string)echo! == "<echo>" ? request.Body : Body(given);
        var headers = Headers(given?["headers"]).Select(header => header.Name == "Content-Length" ? (header.Name, $"{body.Length}") : header).ToList();
        if (!headers.Any(header => header.Name == "Content-Length"))
        {
            headers.Add(("Content-Length", $"{body.Length}"));
        }

        var head = $"HTTP/1.1 {(int?)given?["status"] ?? 200} Said\r\n" + string.Concat(headers.Select(header => $"{header.Name}: {header.Item2}\r\n")) + "\r\n";
        return [.. Encoding.Latin1.GetBytes(head), .. body];
    }

    private static string Target(Vector vector) => vector.Text("request.target")
        ?? (vector.Text("request.url") is { } url ? new Uri(url).PathAndQuery : $"/{VectorSetup.StageName(vector)}" + (vector.Text("method.resource") is { } path && !path.Contains('{', StringComparison.Ordinal) ? path : "/x"));

    private static byte[] Body(JsonNode? message) => message switch
    {
        JsonObject { } hex when hex["body_hex"] is { } bytes => Convert.FromHexString((string)bytes!),
        JsonObject { } text when (string?)text["body"] == "<more than 10485760 bytes>" => new byte[10_485_761],
        JsonObject { } text when text["body"] is { } body => Encoding.UTF8.GetBytes((string)body!),
        _ => [],
    };

    private static List<(string Name, string Value)> Headers(JsonNode? headers) =>
        (headers as JsonObject)?.Select(header => (header.Key, Placeholders.Fill((string)header.Value!))).ToList() ?? [];
}
