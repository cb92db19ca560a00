using System.IO.Compression;
using System.Text;
using Egress.Emulator.Gateway;
using Egress.Emulator.Tests.Gateway.Bench;

namespace Egress.Emulator.Tests.Gateway.Model;

/// <summary>A call of the design's API and what the upstream answers, such as somebody might write, but at random.</summary>
internal sealed record Exchange
{
    private static readonly string[] Methods = ["GET", "GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "TRACE", "FOO"];
    private static readonly string[] Stages = ["api", "api", "api", "api", "api", "api", "api", "api", "closed", "bare", "API", "none"];
    private static readonly string[] Segments = ["a", "b%2Fc", "x%20y", "%C3%A9", "z+w", "", "..", ".", "a;b", "%25", "c%252F", "e@f:g", "~t", "%41", "q%3Fr", "(x)", "*", "%2e", "%2D", "-", "probe"];
    private static readonly string?[] Queries = [null, null, "", "a=1", "a=1&a=2&b", "x=%2F+%2B&n=5", "a;b=2;;c", "=v&k=%26%3D", "u=%C3%A9&A=1", "a=x%20y", "p=%25", "u=https://x/?y=z"];
    private static readonly string[] Keys = [DesignApi.Key, DesignApi.Key, DesignApi.Key, DesignApi.Key, DesignApi.Key, DesignApi.KeyOfNoPlan, ""];
    private static readonly string[] Overrides = ["PUT", "get", "DELETE", "HEAD", "TRACE"];
    private static readonly byte[][] Bodies = [[], [], "{\"a\":1}"u8.ToArray(), [0xff, 0xfe, 0, 0x80], "\u20ac"u8.ToArray(), [.. Enumerable.Range(0, 256).Select(code => (byte)code)]];

    private static readonly string[] RequestHeaders =
    [
        "Accept: text/html", "User-Agent: ua/1", "Content-Type: image/png", "X-Custom: c", "X-Custom: d", "Cookie: a=1", "Cookie: b=2", "Via: 1.1 p", "Max-Forwards: 3", "Server: s", "TE: trailers", "Trailer: X", "Upgrade: h2c",
        "WWW-Authenticate: B", "Proxy-Authenticate: B", "Content-MD5: x", "Pragma: p", "Range: bytes=0-1", "Referer: r", "Date: d", "Age: 1", "Warn: w", "X-Forwarded-For: 1.1.1.1", "X-Forwarded-Port: 80", "X-Forwarded-Proto: http",
        "X-Amzn-Apigateway-Api-Id: f", "x-upstream-api-key: u", "x-upstream-api-key:", "x-upstream-authorization: t", "Authorization: Bearer t", "Authorization: AWS4-HMAC-SHA256 Credential=x", "Accept-Encoding: gzip", "Expect: 100-continue",
        "Empty:", "Proxy-Authorization: pa", "If-Match: *", "X-Real-Ip: 9", "Connection: x-custom",
    ];

    private static readonly string[] AnswerHeaderLines =
    [
        "Content-Type: text/plain", "Date: d", "Server: s", "Connection: keep-alive", "Set-Cookie: a", "Set-Cookie: b", "WWW-Authenticate: B", "Via: v", "Trailer: t", "TE: x", "Upgrade: u", "Host: h", "Expect: e", "Proxy-Authenticate: p",
        "Authorization: z", "Content-MD5: m", "Max-Forwards: 1", "User-Agent: u", "x-amzn-RequestId: r", "X-Amzn-Trace-Id: T", "x-amzn-ErrorType: E", "Retry-After: 9", "Location: /l", "ETag: \"e\"", "X-A: 1", "X-A: 2", "X-Empty:",
        "Access-Control-Allow-Origin: *", "Content-Encoding: br",
    ];

    private static readonly int[] Statuses = [200, 200, 201, 301, 304, 400, 403, 404, 429, 500, 503, 504];

    public required string Method { get; init; }
    public required string Path { get; init; }
    public required string? Query { get; init; }
    public required HeaderLine[] Headers { get; init; }
    public required byte[] Body { get; init; }

    /// <summary>gzip and deflate are true, anything else is not what the body is in.</summary>
    public required string? Coding { get; init; }

    public required int Status { get; init; }
    public required HeaderLine[] AnswerHeaders { get; init; }
    public required byte[] AnswerBody { get; init; }
    public required bool AnswerIsChunked { get; init; }

    public static Exchange Draw(Random random)
    {
        var segments = Enumerable.Range(0, random.Next(4)).Select(_ => Any(random, Segments));
        string[] prefix = random.Next(6) switch { 0 => ["-", "carry", "v1"], 1 => ["-", "probe"], _ => [] };
        var lines = RequestHeaders.Where(_ => random.Next(8) == 0).ToList();
        lines.AddRange(Some(random, 9, () => $"{Any(random, ["x-api-key", "x-api-key", "X-API-Key"])}: {Any(random, Keys)}"));
        lines.AddRange(Some(random, 1, () => $"X-HTTP-Method-Override: {Any(random, Overrides)}"));
        var coding = Some(random, 1, () => Any(random, ["gzip", "GZip", "deflate", "br"])).SingleOrDefault();
        return new Exchange
        {
            Method = Any(random, Methods),
            Path = new string('/', random.Next(8) == 0 ? 2 : 1) + string.Join('/', [Any(random, Stages), .. prefix, .. segments]) + (random.Next(4) == 0 ? "/" : ""),
            Query = Any(random, Queries),
            Headers = [.. Lines(random, lines.Concat(coding is null ? [] : [$"Content-Encoding: {coding}"]).OrderBy(_ => random.Next()))],
            Body = Any(random, Bodies),
            Coding = coding?.ToLowerInvariant(),
            Status = Any(random, Statuses),
            AnswerHeaders = [.. Lines(random, AnswerHeaderLines.Where(_ => random.Next(7) == 0))],
            AnswerBody = Any(random, Bodies),
            AnswerIsChunked = random.Next(3) == 0,
        };
    }

    public (string Head, byte[] Body) Request()
    {
        var body = Body.Length == 0 ? [] : Coding switch { "gzip" => Compressed(target => new GZipStream(target, CompressionLevel.Fastest)), "deflate" => Compressed(target => new ZLibStream(target, CompressionLevel.Fastest)), _ => Body };
        string[] length = body.Length == 0 ? [] : [$"Content-Length: {body.Length}"];
        return (GatewayBench.Head(Method, Query is null ? Path : $"{Path}?{Query}", [.. Headers.Select(line => $"{line.Name}: {line.Value}"), .. length]), body);
    }

    public byte[] Answer(bool hasBody)
    {
        var isBodiless = !hasBody || Status == 304;
        var framing = AnswerIsChunked ? "Transfer-Encoding: chunked" : $"Content-Length: {AnswerBody.Length}";
        var head = $"HTTP/1.1 {Status} Any\r\n{string.Concat(AnswerHeaders.Select(line => $"{line.Name}: {line.Value}\r\n"))}{framing}\r\n\r\n";
        byte[] body = AnswerIsChunked ? [.. Encoding.ASCII.GetBytes(AnswerBody.Length == 0 ? "" : $"{AnswerBody.Length:x}\r\n"), .. AnswerBody, .. Encoding.ASCII.GetBytes(AnswerBody.Length == 0 ? "0\r\n\r\n" : "\r\n0\r\n\r\n")] : AnswerBody;
        return [.. Encoding.ASCII.GetBytes(head), .. isBodiless ? [] : body];
    }

    private static IEnumerable<string> Some(Random random, int tenths, Func<string> make) => random.Next(10) < tenths ? [make()] : [];

    private static T Any<T>(Random random, T[] values) => values[random.Next(values.Length)];

    // A name in three is spelt as nobody would.
    private static IEnumerable<HeaderLine> Lines(Random random, IEnumerable<string> lines) => lines.Select(line => line.Split(':', 2)).Select(parts => new HeaderLine(
        random.Next(3) > 0 ? parts[0] : string.Concat(parts[0].Select(letter => random.Next(2) == 0 ? char.ToUpperInvariant(letter) : char.ToLowerInvariant(letter))), parts[1].Trim()));

    private byte[] Compressed(Func<Stream, Stream> compressor)
    {
        using var target = new MemoryStream();
        using (var stream = compressor(target))
        {
            stream.Write(Body);
        }

        return target.ToArray();
    }
}
