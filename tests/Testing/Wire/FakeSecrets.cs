using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace Egress.Testing.Wire;

/// <summary>Secrets Manager at the wire, with one secret: reads of its current version, and their failures.</summary>
public sealed class FakeSecrets : IAsyncDisposable
{
    private readonly WireServer _server;
    private Reply _reply;

    public FakeSecrets(string apiKey)
    {
        _reply = Document($$"""{"schema":1,"consumer":"app","apiKey":"{{apiKey}}"}""");
        _server = new WireServer(_ => Volatile.Read(ref _reply));
    }

    public string Url => $"http://{_server.Authority}";

    public IReadOnlyList<SeenRequest> Requests => _server.Requests;

    public void Hold(string document, string versionId) => Volatile.Write(ref _reply, Document(document, versionId));

    public void Fail(string errorType) => Volatile.Write(ref _reply, Failure(400, errorType));

    /// <summary>Each reply once, in this order; then the document again.</summary>
    public void First(params Reply[] replies)
    {
        var (left, document) = (new ConcurrentQueue<Reply>(replies), _reply);
        Volatile.Write(ref _reply, (request, wire) => (left.TryDequeue(out var next) ? next : document)(request, wire));
    }

    /// <summary>Exactly this body.</summary>
    public void Answer(string body) => Volatile.Write(ref _reply, Json(200, body));

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    public static Reply Failure(int status, string errorType) => Json(status, $$"""{"__type":"{{errorType}}","Message":"no"}""");

    private static Reply Document(string document, string versionId = "00000000-0000-0000-0000-000000000001") => Json(200, new JsonObject
    {
        ["ARN"] = "arn:aws:secretsmanager:us-east-1:123456789012:secret:app",
        ["Name"] = "app",
        ["VersionId"] = versionId,
        ["SecretString"] = document,
        ["VersionStages"] = new JsonArray("AWSCURRENT"),
    }.ToJsonString());

    private static Reply Json(int status, string body) => Replies.Raw($"HTTP/1.1 {status} X\r\nContent-Type: application/x-amz-json-1.1\r\nContent-Length: {body.Length}\r\n\r\n{body}");
}
