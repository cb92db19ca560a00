using System.Collections.Concurrent;
using System.Text;
using Egress.Testing.Wire;

namespace Egress.Client.Tests.Sdk;

/// <summary>An upstream that speaks as much of OpenAI's chat protocol as the tests ask for. What it does is chosen by the model's name, so that tests do not disturb each other.</summary>
public sealed class FakeOpenAi
{
    private const string Completion = """
        {"id":"c1","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,"message":{"role":"assistant","content":"pong"},"finish_reason":"stop"}],"usage":{"prompt_tokens":1,"completion_tokens":1,"total_tokens":2}}
        """;

    private readonly ConcurrentDictionary<string, SemaphoreSlim> _gates = new();
    private int _busy = 1;

    /// <summary>A streamed answer of this model waits for this after its first event.</summary>
    public SemaphoreSlim Gate(string model) => _gates.GetOrAdd(model, _ => new SemaphoreSlim(0));

    public Reply ReplyTo(SeenRequest request)
    {
        var isStreamed = request.Text.Contains("\"stream\":true", StringComparison.Ordinal);
        return request.Text switch
        {
            var text when text.Contains("model-unauthorized", StringComparison.Ordinal) =>
                Json(401, """{"error":{"message":"Incorrect API key provided","type":"invalid_request_error","code":"invalid_api_key"}}""", "WWW-Authenticate: Bearer realm=\"OpenAI API\"\r\nx-request-id: req_1\r\n"),
            var text when text.Contains("model-busy", StringComparison.Ordinal) && Interlocked.Exchange(ref _busy, 0) == 1 => Json(503, "{}", "Retry-After: 0\r\n"),
            _ when isStreamed => StreamAsync,
            _ => Json(200, Completion, ""),
        };
    }

    private static Reply Json(int status, string body, string headers) =>
        Replies.Raw($"HTTP/1.1 {status} X\r\nDate: Sat, 21 Nov 2026 01:00:00 GMT\r\nContent-Type: application/json\r\n{headers}Content-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}");

    private async Task<bool> StreamAsync(SeenRequest request, Stream wire)
    {
        await wire.WriteAsync("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"u8.ToArray());
        await WriteEventAsync(wire, Delta("po"));
        await Gate("model-streamed").WaitAsync();
        await WriteEventAsync(wire, Delta("ng"));
        await WriteEventAsync(wire, "[DONE]");
        await wire.WriteAsync("0\r\n\r\n"u8.ToArray());
        return true;
    }

    private static string Delta(string content) =>
        $$"""{"id":"c1","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{"content":"{{content}}"},"finish_reason":null}]}""";

    private static async Task WriteEventAsync(Stream wire, string text)
    {
        var line = $"data: {text}\n\n";
        await wire.WriteAsync(Encoding.UTF8.GetBytes($"{line.Length:x}\r\n{line}\r\n"));
    }
}
