using System.Text;
using System.Text.Json.Nodes;
using Egress.Testing.Wire;

namespace Egress.Caller.Tests;

public sealed class EventResponseTests
{
    [Fact]
    public async Task An_answer_becomes_the_result_whatever_its_status()
    {
        await using var gateway = new FakeGateway();
        gateway.Always(Replies.Upstream(418, "tea: ☕", "Set-Cookie: a=1", "Set-Cookie: b=2", "Content-Type: text/plain", "Keep-Alive: timeout=5"));

        var answer = await Given.AnswerAsync(gateway, Given.Event());

        Assert.Equal((418, "tea: ☕", false), (answer.StatusCode, answer.Body, answer.IsBase64Encoded));
        Assert.Equal(["a=1", "b=2"], answer.MultiValueHeaders["Set-Cookie"]);
        Assert.Equal(["text/plain"], answer.MultiValueHeaders["Content-Type"]);
        Assert.DoesNotContain("Keep-Alive", answer.MultiValueHeaders.Keys);
        Assert.DoesNotContain("Content-Length", answer.MultiValueHeaders.Keys);
    }

    [Theory]
    [InlineData("bytes that are no text", "", new byte[] { 0xFF, 0xFE, 0x00 }, true)]
    [InlineData("text that is compressed, or says so", "Content-Encoding: gzip\r\n", new byte[] { (byte)'a' }, true)]
    [InlineData("text, whatever its type is called", "Content-Type: image/png\r\n", new byte[] { (byte)'a' }, false)]
    [InlineData("nothing", "", new byte[0], false)]
    public async Task A_body_is_text_or_base64_by_what_it_is(string because, string header, byte[] body, bool isBase64)
    {
        await using var gateway = new FakeGateway();
        gateway.Always(async (_, wire) =>
        {
            await wire.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\n{header}Content-Length: {body.Length}\r\n\r\n"));
            await wire.WriteAsync(body);
            return true;
        });

        var answer = await Given.AnswerAsync(gateway, Given.Event());

        Assert.True(answer.IsBase64Encoded == isBase64, because);
        Assert.Equal(body, isBase64 ? Convert.FromBase64String(answer.Body) : Encoding.UTF8.GetBytes(answer.Body));
    }

    [Theory]
    [InlineData("text that just fits", 'a', 6_200_000, 200)]
    [InlineData("text of too many bytes", 'a', 6_291_556, 502)]
    [InlineData("text that is too long only when it is written as JSON", '"', 3_200_000, 502)]
    public async Task What_does_not_fit_into_a_result_is_answered_502_with_the_reason(string because, char character, int count, int status)
    {
        await using var gateway = new FakeGateway();
        gateway.Always(Replies.Upstream(200, new string(character, count)));

        var answer = await Given.AnswerAsync(gateway, Given.Event());

        Assert.True(answer.StatusCode == status, because);
        Assert.True(status == 200 || (string?)JsonNode.Parse(answer.Body)!["reason"] == "ResponseTooLarge");
    }
}
