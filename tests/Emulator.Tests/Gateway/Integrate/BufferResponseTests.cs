using System.Text;
using Egress.Emulator.Gateway;
using Egress.Emulator.Tests.Gateway.Bench;
using Xunit;

namespace Egress.Emulator.Tests.Gateway.Integrate;

public sealed class BufferResponseTests
{
    private const string Png = "image/png";
    private static readonly byte[] Bytes = [0x61, 0xff, 0x00];

    public static TheoryData<string, string, string?, string?, byte[], string> Conversions => new()
    {
        { "no list", "", Png, Png, Bytes, "61EFBFBD00" },
        { "neither in the list", Png, "text/plain", "text/plain", Bytes, "61EFBFBD00" },
        { "both in the list", Png, Png, Png, Bytes, "61FF00" },
        { "both, with parameters and another case", Png, "Image/PNG; q=1", "IMAGE/png; q=0.5", Bytes, "61FF00" },
        { "the first Accept type decides", Png, Png, "text/plain, image/png", Bytes, Hex("Yf8A") },
        { "also over two lines", Png, Png, "image/png\r\nAccept: text/plain", Bytes, "61FF00" },
        { "the answer's type alone: base64", Png, Png, "text/plain", Bytes, Hex("Yf8A") },
        { "no Accept: base64", Png, Png, null, Bytes, Hex("Yf8A") },
        { "any type accepted is none of the list: base64", Png, Png, "*/*", Bytes, Hex("Yf8A") },
        { "the Accept type alone: from base64", Png, "text/plain", Png, "Yf8A"u8.ToArray(), "61FF00" },
        { "no type and the Accept type: from base64", Png, null, Png, "Yf8A"u8.ToArray(), "61FF00" },
        { "everything is binary", "*/*", "text/plain", "text/html", Bytes, "61FF00" },
        { "everything is binary, without types too", "*/*", null, null, Bytes, "61FF00" },
        { "no body has no conversion", Png, "text/plain", Png, [], "" },
    };

    [Theory]
    [MemberData(nameof(Conversions))]
    public async Task A_body_is_converted_by_the_types_of_answer_and_request(string because, string binary, string? type, string? accept, byte[] body, string hex)
    {
        await using var upstream = Answering(body, type is null ? [] : [$"Content-Type: {type}"]);
        await using var gateway = await StartAsync(upstream, binary);

        var answer = await gateway.GetAsync("/test/x", accept is null ? [] : [$"Accept: {accept}"]);

        Assert.True(Convert.ToHexString(answer.Body) == hex, $"{because}: {Convert.ToHexString(answer.Body)}");
        Assert.Equal($"{hex.Length / 2}", answer.Header("Content-Length"));
        Assert.Equal($"{body.Length}", answer.Header("x-amzn-Remapped-Content-Length"));
        Assert.Equal(type ?? "application/json", answer.Header("Content-Type"));
    }

    [Fact]
    public async Task A_body_that_had_to_be_base64_and_is_not_is_an_internal_error()
    {
        await using var upstream = Answering(Bytes, ["Content-Type: text/plain"]);
        await using var gateway = await StartAsync(upstream, Png);

        var answer = await gateway.GetAsync("/test/x", $"Accept: {Png}");

        Assert.Equal(500, answer.StatusCode);
        Assert.DoesNotContain(answer.Headers, line => line.Name.StartsWith("x-amzn-Remapped", StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("by switch nothing is converted", false, false, "", "61FF00")]
    [InlineData("a compressed text is damaged", true, false, "gzip", "61EFBFBD00")]
    [InlineData("or by switch kept", true, true, "gzip", "61FF00")]
    [InlineData("a plain one is not", true, true, "", "61EFBFBD00")]
    public async Task Conversion_is_a_switch(string because, bool converts, bool keepsCompressed, string encoding, string hex)
    {
        await using var upstream = Answering(Bytes, encoding == "" ? [] : [$"Content-Encoding: {encoding}"]);
        await using var gateway = await StartAsync(upstream, "", new GatewaySwitches { ConvertsBodies = converts, KeepsCompressedText = keepsCompressed });

        var answer = await gateway.GetAsync("/test/x");

        Assert.True(Convert.ToHexString(answer.Body) == hex, because);
        Assert.Equal(encoding == "" ? null : encoding, answer.Header("Content-Encoding"));
    }

    [Theory]
    [InlineData("at the limit", 0, 200)]
    [InlineData("one byte above", 1, 500)]
    public async Task A_buffered_answer_has_a_limit(string because, int more, int status)
    {
        await using var upstream = Answering(Encoding.ASCII.GetBytes(new string('a', GatewayLimits.MaxBodyBytes + more)), []);
        await using var gateway = await StartAsync(upstream, "");

        Assert.True((await gateway.GetAsync("/test/x")).StatusCode == status, because);
    }

    private static SocketUpstream Answering(byte[] body, string[] headers) =>
        SocketUpstream.Answering([.. Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Length: {body.Length}\r\n{string.Concat(headers.Select(header => header + "\r\n"))}\r\n"), .. body]);

    private static Task<GatewayBench> StartAsync(SocketUpstream upstream, string binary, GatewaySwitches? switches = null)
    {
        var setup = BenchSetup.To(upstream);
        return GatewayBench.StartAsync(setup with { Api = setup.Api with { BinaryMediaTypes = binary == "" ? [] : [binary] }, Switches = switches ?? new GatewaySwitches() });
    }

    private static string Hex(string ascii) => Convert.ToHexString(Encoding.ASCII.GetBytes(ascii));
}
