using System.IO.Compression;
using System.Text;
using Egress.Emulator.Gateway;
using Egress.Emulator.Tests.Gateway.Bench;
using Xunit;

namespace Egress.Emulator.Tests.Gateway.Integrate;

public sealed class CompressionTests
{
    private const string Text = "some text, some text";

    [Theory]
    [InlineData("asked for and long enough", 4, "gzip", "", "gzip")]
    [InlineData("just long enough", 20, "deflate", "", "deflate")]
    [InlineData("the first that is known", 4, "br, deflate, gzip", "", "deflate")]
    [InlineData("a coding's name in capitals", 4, "GZip", "", "gzip")]
    [InlineData("zero means every body", 0, "gzip", "", "gzip")]
    [InlineData("refused by its weight", 4, "gzip;q=0", "", null)]
    [InlineData("the first is refused", 4, "gzip;q=0, deflate", "", "deflate")]
    [InlineData("one byte too short", 21, "gzip", "", null)]
    [InlineData("not set", null, "gzip", "", null)]
    [InlineData("not asked for", 4, "identity", "", null)]
    [InlineData("not asked for by its name", 4, "*", "", null)]
    [InlineData("compressed by the upstream", 4, "gzip", "br", "br")]
    public async Task The_gateway_compresses_what_the_API_s_minimum_says(string because, int? minimum, string accepted, string upstreamEncoding, string? expected)
    {
        await using var upstream = SocketUpstream.Answering($"HTTP/1.1 200 OK\r\nContent-Length: {Text.Length}\r\n{(upstreamEncoding == "" ? "" : $"Content-Encoding: {upstreamEncoding}\r\n")}\r\n{Text}");
        await using var gateway = await StartAsync(BenchSetup.To(upstream), minimum);

        var answer = await gateway.GetAsync("/test/x", $"Accept-Encoding: {accepted}");

        Assert.True(answer.Header("Content-Encoding") == expected, because);
        Assert.Equal(Text, Plain(answer.Body, expected));
        Assert.Equal($"{Text.Length}", answer.Header("x-amzn-Remapped-Content-Length"));
    }

    /// <summary>"The size of an integration response payload, after the applicable mapping template is applied." [doc: Receive an API response with a compressed payload]</summary>
    [Theory]
    [InlineData("long enough", 20, "200", null, "gzip")]
    [InlineData("too short", 21, "200", null, null)]
    [InlineData("said to be compressed", 4, "200", "br", "br")]
    [InlineData("no body, so no coding either", 4, "204", null, null)]
    [InlineData("a body that is left out", 4, "205", null, null)]
    public async Task What_a_template_has_made_is_compressed_too(string because, int minimum, string status, string? encoding, string? expected)
    {
        var mock = BenchSetup.Mock();
        var headers = encoding is null ? [] : new Dictionary<string, string> { ["method.response.header.Content-Encoding"] = $"'{encoding}'" };
        var response = new IntegrationResponse(null, status, headers, new Dictionary<string, string> { ["application/json"] = Text });
        await using var gateway = await StartAsync(new BenchSetup().With(mock with { Integration = mock.Integration with { Responses = [response] } }), minimum);

        var answer = await gateway.GetAsync("/test/x", "Accept-Encoding: gzip");

        Assert.True(answer.Header("Content-Encoding") == expected, because);
        Assert.Equal(status == "200" ? Text : "", Plain(answer.Body, expected));
    }

    [Fact]
    public async Task What_the_gateway_says_itself_is_not_compressed()
    {
        var trigger = RejectionTriggers.All["INVALID_API_KEY"];
        await using var gateway = await StartAsync(trigger.Setup, 0);

        var answer = await gateway.GetAsync(trigger.Target, "Accept-Encoding: gzip");

        Assert.Equal(trigger.Body, answer.Text);
        Assert.Null(answer.Header("Content-Encoding"));
    }

    private static Task<GatewayBench> StartAsync(BenchSetup setup, int? minimum) =>
        GatewayBench.StartAsync(setup with { Api = setup.Api with { MinimumCompressionSizeBytes = minimum } });

    private static string Plain(byte[] body, string? encoding)
    {
        using var source = new MemoryStream(body);
        using Stream stream = encoding switch
        {
            "gzip" => new GZipStream(source, CompressionMode.Decompress),
            "deflate" => new ZLibStream(source, CompressionMode.Decompress),
            _ => source,
        };
        using var target = new MemoryStream();
        stream.CopyTo(target);
        return Encoding.ASCII.GetString(target.ToArray());
    }
}
