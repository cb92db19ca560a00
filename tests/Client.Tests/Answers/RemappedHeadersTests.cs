using Egress.Testing.Wire;

namespace Egress.Client.Tests.Answers;

public sealed class RemappedHeadersTests
{
    [Fact]
    public async Task The_upstreams_headers_come_back_under_their_own_names()
    {
        using var response = await AnswerAsync("x-amzn-Remapped-WWW-Authenticate: Bearer realm=\"a\"", "x-amzn-Remapped-x-amzn-RequestId: upstream-id", "x-amzn-Remapped-Content-MD5: Q2hlY2sgSW50ZWdyaXR5IQ==");

        Assert.Equal("Bearer realm=\"a\"", response.Headers.WwwAuthenticate.ToString());
        Assert.Equal(new DateTimeOffset(2026, 11, 21, 1, 0, 0, TimeSpan.Zero), response.Headers.Date);
        Assert.Equal("upstream/1", response.Headers.Server.ToString());
        Assert.Equal(["upstream-id"], response.Headers.GetValues("x-amzn-RequestId"));
        Assert.NotNull(response.Content.Headers.ContentMD5);
        Assert.Equal(["2c7ec7f2-1d0c-4b8e-9d0f-6a4f0c4f8a11"], response.Headers.GetValues("x-egress-gateway-request-id"));
        Assert.DoesNotContain(response.Headers, header => header.Key.StartsWith("x-amzn-Remapped-", StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("Set-Cookie")]
    [InlineData("Location")]
    [InlineData("x-egress-error")]
    [InlineData("Content-Length")]
    [InlineData("Connection")]
    [InlineData("Transfer-Encoding")]
    public async Task A_name_that_the_gateway_does_not_rename_is_not_given_back(string name)
    {
        using var response = await AnswerAsync($"x-amzn-Remapped-{name}: forged");

        Assert.Equal("hello", await response.Content.ReadAsStringAsync(Given.Cancellation));
        Assert.False(response.Headers.NonValidated.TryGetValues(name, out var values) && values.Contains("forged"));
    }

    [Fact]
    public async Task Of_two_dates_neither_is_believed()
    {
        using var response = await AnswerAsync("x-amzn-Remapped-Date: Thu, 01 Jan 1970 00:00:00 GMT");

        Assert.Equal(new DateTimeOffset(2026, 11, 21, 2, 0, 0, TimeSpan.Zero), response.Headers.Date);
    }

    [Theory]
    [InlineData("alone", new string[0], new string[0])]
    [InlineData("beside an id of its own", new[] { "x-amzn-Remapped-x-amzn-RequestId: upstream-id" }, new[] { "2c7ec7f2-1d0c-4b8e-9d0f-6a4f0c4f8a11" })]
    public async Task An_upstream_cannot_say_what_the_gateways_request_id_was(string because, string[] others, string[] ids)
    {
        using var response = await AnswerAsync(["x-egress-gateway-request-id: forged", .. others]);

        Assert.True(ids.SequenceEqual(response.Headers.TryGetValues("x-egress-gateway-request-id", out var found) ? found : []), because);
    }

    private static async Task<HttpResponseMessage> AnswerAsync(params string[] headers)
    {
        await using var gateway = new FakeGateway();
        gateway.Always(Replies.Upstream(401, "hello", headers));
        using var client = Given.Client(gateway);
        return await client.GetAsync("https://api.openai.com/", Given.Cancellation);
    }
}
