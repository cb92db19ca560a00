using Egress.Testing.Wire;

namespace Egress.Client.Tests.Addressing;

public sealed class RequestLimitsTests
{
    [Theory]
    [InlineData(8_192, true)]
    [InlineData(8_193, false)]
    public async Task C18_the_url_at_the_gateway_has_at_most_8192_characters(int characters, bool isSent)
    {
        await using var gateway = new FakeGateway();
        using var client = Given.Client(gateway);
        var rest = characters - $"{gateway.Url}/h_example/?q=".Length;

        var refusal = await SendAsync(client, new HttpRequestMessage(HttpMethod.Get, $"https://h.example/?q={new string('x', rest)}"));

        Assert.Equal(isSent ? null : EgressReason.UriTooLong, refusal?.Reason);
        Assert.Equal(isSent ? 1 : 0, gateway.Requests.Count);
    }

    [Fact]
    public async Task C18_a_path_that_makes_the_methods_arn_too_long_is_refused()
    {
        await using var gateway = new FakeGateway();
        using var client = Given.Client(gateway);

        var refusal = await SendAsync(client, new HttpRequestMessage(HttpMethod.Get, $"https://h.example/{new string('x', 1_600)}"));

        Assert.Equal(EgressReason.UriTooLong, refusal?.Reason);
        Assert.Contains("1600", refusal!.Message, StringComparison.Ordinal);
        Assert.Empty(gateway.Requests);
    }

    [Theory]
    [InlineData(8_000, "GET", null, true)]
    [InlineData(8_001, "GET", null, false)]
    [InlineData(8_000, "POST", "a body, whose length is a header", true)]
    [InlineData(8_001, "POST", "a body, whose length is a header", false)]
    [InlineData(8_000, "POST", null, true)]
    [InlineData(8_001, "POST", null, false)]
    public async Task C47_the_header_block_has_at_most_8000_bytes_and_the_largest_header_is_named(int bytes, string method, string? body, bool isSent)
    {
        await using var gateway = new FakeGateway();
        using var client = Given.Client(gateway);
        HttpRequestMessage Request() => new(new HttpMethod(method), "https://h.example/") { Content = body is null ? null : new StringContent(body) };
        using var probe = await client.SendAsync(Request(), Given.Cancellation);
        var before = gateway.Requests[0].Headers.Sum(header => header.Key.Length + header.Value.Length + 4);
        using var request = Request();
        request.Headers.Add("X-Large", new string('x', bytes - before - "X-Large: \r\n".Length));

        var refusal = await SendAsync(client, request);

        Assert.Equal(isSent ? null : EgressReason.HeadersTooLarge, refusal?.Reason);
        Assert.True(isSent || refusal!.Message.Contains("'X-Large'", StringComparison.Ordinal));
        Assert.Equal(isSent ? 2 : 1, gateway.Requests.Count);
    }

    [Fact]
    public async Task C48_a_thousand_small_headers_are_refused()
    {
        await using var gateway = new FakeGateway();
        using var client = Given.Client(gateway);
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://h.example/");
        for (var i = 0; i < 1_000; i++)
        {
            request.Headers.Add($"X-{i}", "value");
        }

        Assert.Equal(EgressReason.HeadersTooLarge, (await SendAsync(client, request))?.Reason);
    }

    [Theory]
    [InlineData("a\r\nx-api-key: mine")]
    [InlineData("a\nb")]
    [InlineData("a\r\n folded")]
    [InlineData("a\0b")]
    [InlineData("é")]
    public async Task C36_C37_a_header_value_with_more_than_visible_ascii_is_refused(string value)
    {
        await using var gateway = new FakeGateway();
        using var client = Given.Client(gateway);
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://h.example/");
        Assert.True(request.Headers.TryAddWithoutValidation("X-Custom", value));

        var refusal = await SendAsync(client, request);

        Assert.Equal(EgressReason.NotRepresentable, refusal?.Reason);
        Assert.Contains("'X-Custom'", refusal!.Message, StringComparison.Ordinal);
        Assert.Empty(gateway.Requests);
    }

    [Fact]
    public async Task C48_a_header_of_64_KB_is_refused()
    {
        await using var gateway = new FakeGateway();
        using var client = Given.Client(gateway);
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://h.example/");
        request.Headers.Add("X-Large", new string('x', 65_536));

        Assert.Equal(EgressReason.HeadersTooLarge, (await SendAsync(client, request))?.Reason);
        Assert.Empty(gateway.Requests);
    }

    [Theory]
    [InlineData("a content header", "Content-Language")]
    [InlineData("the second value of one", "X-Two")]
    [InlineData("the upstream's own key", "x-api-key")]
    [InlineData("the upstream's own token", "Authorization")]
    public async Task C36_no_header_brings_a_line_break(string because, string name)
    {
        await using var gateway = new FakeGateway();
        using var client = Given.Client(gateway);
        using var request = new HttpRequestMessage(HttpMethod.Post, "https://h.example/x") { Content = new StringContent("body") };
        string[] values = name == "X-Two" ? ["a", "b\r\nInjected: c"] : ["b\r\nInjected: c"];
        Assert.True(request.Headers.TryAddWithoutValidation(name, values) || request.Content.Headers.TryAddWithoutValidation(name, values));

        var refusal = await SendAsync(client, request);

        Assert.True(refusal?.Reason is EgressReason.NotRepresentable, because);
        Assert.Empty(gateway.Requests);
    }

    [Theory]
    [InlineData(" X-Leading")]
    [InlineData("X-Space ")]
    [InlineData("X-Line\r\nInjected")]
    [InlineData("X-Colon:")]
    [InlineData("")]
    public void C36_C37_a_name_that_is_none_does_not_get_into_a_request(string name)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://h.example/");

        Assert.False(request.Headers.TryAddWithoutValidation(name, "value"));
    }

    [Theory]
    [InlineData(10_485_760, true)]
    [InlineData(10_485_761, false)]
    public async Task C71_a_body_has_at_most_10485760_bytes(int bytes, bool isSent)
    {
        await using var gateway = new FakeGateway();
        using var client = Given.Client(gateway);

        var refusal = await SendAsync(client, new HttpRequestMessage(HttpMethod.Post, "https://h.example/") { Content = new ByteArrayContent(new byte[bytes]) });

        Assert.Equal(isSent ? null : EgressReason.RequestTooLarge, refusal?.Reason);
        Assert.Equal(isSent ? 1 : 0, gateway.Requests.Count);
    }

    private static async Task<EgressException?> SendAsync(HttpClient client, HttpRequestMessage request)
    {
        try
        {
            using var response = await client.SendAsync(request, Given.Cancellation);
            return null;
        }
        catch (EgressException refusal)
        {
            return refusal;
        }
    }
}
