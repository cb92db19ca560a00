using System.IO.Compression;
using System.Text;
using Egress.Emulator.Gateway;
using Egress.Emulator.Tests.Gateway.Bench;
using Xunit;

namespace Egress.Emulator.Tests.Gateway.Integrate;

public sealed class DecodeBodyTests
{
    private static readonly byte[] Plain = Encoding.UTF8.GetBytes("plain text");

    [Theory]
    [InlineData("gzip")]
    [InlineData("GZip")]
    [InlineData("deflate")]
    [InlineData("identity")]
    public async Task A_compressed_body_leaves_decompressed_and_without_the_header(string encoding)
    {
        await using var upstream = SocketUpstream.Answering(SocketUpstream.Ok);
        await using var gateway = await GatewayBench.StartAsync(BenchSetup.To(upstream));

        var answer = await gateway.PostAsync("/test/x", Compress(encoding.ToLowerInvariant()), $"content-encoding: {encoding}", "Content-Type: text/plain");

        Assert.Equal(200, answer.StatusCode);
        Assert.Equal("plain text", upstream.Request.Text);
        Assert.Equal("10", upstream.Request.Header("Content-Length"));
        Assert.False(upstream.Request.Headers.Contains("Content-Encoding"));
    }

    public static TheoryData<string, string, byte[]> Refused => new()
    {
        { "not one of AWS's", "br", Plain },
        { "an alias is not one either", "x-gzip", Compress("gzip") },
        { "two codings", "gzip, gzip", Compress("gzip") },
        { "two lines", "br\r\nContent-Encoding: gzip", Compress("gzip") },
        { "no gzip", "gzip", Plain },
        { "no zlib", "deflate", Plain },
        { "gzip under the other name", "deflate", Compress("gzip") },
        { "gzip that breaks off", "gzip", Compress("gzip")[..^10] },
        { "zlib that breaks off", "deflate", Compress("deflate")[..^6] },
        { "gzip with a wrong checksum", "gzip", [.. Compress("gzip")[..^8], 0, 0, 0, 0, .. Compress("gzip")[^4..]] },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task An_unsupported_or_false_encoding_is_415(string because, string encoding, byte[] body)
    {
        await using var upstream = SocketUpstream.Answering(SocketUpstream.Ok);
        await using var gateway = await GatewayBench.StartAsync(BenchSetup.To(upstream));

        var answer = await gateway.PostAsync("/test/x", body, $"Content-Encoding: {encoding}");

        Assert.True(answer.StatusCode == 415, $"{because}: {answer.StatusCode}");
        Assert.Equal("""{"message": "Unsupported Media Type"}""", answer.Text);
        Assert.Equal("BadRequestException", answer.Header("x-amzn-ErrorType"));
        Assert.Empty(upstream.Requests);
    }

    [Theory]
    [InlineData(0, true, 200, "{}", null)]
    [InlineData(1, true, 413, """{"message":"HTTP content length exceeded 10485760 bytes."}""", "RequestTooLargeException")]
    [InlineData(1, false, 415, """{"message": "Unsupported Media Type"}""", "BadRequestException")]
    public async Task A_body_holds_ten_megabytes_at_most_once_decompressed(int more, bool isTooLarge, int status, string body, string? errorType)
    {
        await using var upstream = SocketUpstream.Answering(SocketUpstream.Ok);
        var setup = BenchSetup.To(upstream);
        await using var gateway = await GatewayBench.StartAsync(setup with { Switches = new GatewaySwitches { RefusesBombsAsTooLarge = isTooLarge } });

        var answer = await gateway.PostAsync("/test/x", Gzip(new byte[GatewayLimits.MaxBodyBytes + more]), "Content-Encoding: gzip");

        Assert.Equal((status, body, errorType), (answer.StatusCode, answer.Text, answer.Header("x-amzn-ErrorType")));
        Assert.Equal(1 - more, upstream.Requests.Count);
    }

    [Theory]
    [InlineData("no list", "image/png", "", false, "61EFBFBD")]
    [InlineData("another type", "text/plain", "image/png", false, "61EFBFBD")]
    [InlineData("no type", null, "image/png", false, "61EFBFBD")]
    [InlineData("the type", "image/png", "image/png", false, "61FF")]
    [InlineData("the type with a parameter", "image/png; q=1", "image/png", false, "61FF")]
    [InlineData("the type in another case", "Image/PNG", "image/png", false, "61FF")]
    [InlineData("everything", "text/plain", "*/*", false, "61FF")]
    [InlineData("everything, also without a type", null, "*/*", false, "61FF")]
    [InlineData("a stream's request is buffered as well", "image/png", "", true, "61EFBFBD")]
    public async Task A_body_is_text_unless_its_type_is_binary(string because, string? type, string binary, bool isStreamed, string hex)
    {
        await using var upstream = SocketUpstream.Answering(SocketUpstream.Ok);
        var setup = BenchSetup.To(upstream).With(BenchSetup.Proxy(isStreamed));
        await using var gateway = await GatewayBench.StartAsync(setup with { Api = setup.Api with { BinaryMediaTypes = binary == "" ? [] : [binary] } });

        await gateway.PostAsync("/test/x", [0x61, 0xff], type is null ? [] : [$"Content-Type: {type}"]);

        Assert.True(Convert.ToHexString(upstream.Request.Body) == hex, because);
        Assert.Equal($"{hex.Length / 2}", upstream.Request.Header("Content-Length"));
    }

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public async Task By_switch_bytes_are_kept(bool convertsBodies, bool convertsStreamed)
    {
        await using var upstream = SocketUpstream.Answering(SocketUpstream.Ok);
        var switches = new GatewaySwitches { ConvertsBodies = convertsBodies, ConvertsStreamedRequests = convertsStreamed };
        await using var gateway = await GatewayBench.StartAsync(BenchSetup.To(upstream).With(BenchSetup.Proxy(isStreamed: true)) with { Switches = switches });

        await gateway.PostAsync("/test/x", [0x61, 0xff]);

        Assert.Equal([0x61, 0xff], upstream.Request.Body);
    }

    [Theory]
    [InlineData("GET", false, "abc")]
    [InlineData("DELETE", true, "")]
    [InlineData("GET", true, "")]
    [InlineData("HEAD", true, "")]
    [InlineData("OPTIONS", true, "")]
    [InlineData("POST", true, "abc")]
    public async Task By_switch_a_body_where_none_is_usual_is_dropped(string method, bool drops, string expected)
    {
        await using var upstream = SocketUpstream.Answering(method == "HEAD" ? "HTTP/1.1 200 OK\r\n\r\n" : SocketUpstream.Ok);
        await using var gateway = await GatewayBench.StartAsync(BenchSetup.To(upstream) with { Switches = new GatewaySwitches { DropsBodyOfBodilessMethods = drops } });

        await gateway.SendAsync(GatewayBench.Head(method, "/test/x", "Content-Length: 3"), "abc"u8.ToArray());

        Assert.Equal(expected, upstream.Request.Text);
    }

    private static byte[] Compress(string encoding)
    {
        if (encoding == "identity")
        {
            return Plain;
        }

        using var target = new MemoryStream();
        using (Stream stream = encoding == "gzip" ? new GZipStream(target, CompressionLevel.Optimal) : new ZLibStream(target, CompressionLevel.Optimal))
        {
            stream.Write(Plain);
        }

        return target.ToArray();
    }

    private static byte[] Gzip(byte[] body)
    {
        using var target = new MemoryStream();
        using (var stream = new GZipStream(target, CompressionLevel.Fastest))
        {
            stream.Write(body);
        }

        return target.ToArray();
    }
}
