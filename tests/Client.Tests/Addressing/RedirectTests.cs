using Egress.Testing.Wire;

namespace Egress.Client.Tests.Addressing;

/// <summary>Redirects and cookies belong to whoever calls, not to the gateway.</summary>
public sealed class RedirectTests
{
    private const string Url = "https://api.openai.com/v1/x";

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(303)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task C57_a_redirect_is_the_callers_affair(int status)
    {
        await using var gateway = new FakeGateway();
        gateway.Always(Replies.Upstream(status, "", "Location: https://evil.example/x"));
        using var client = Given.Client(gateway);

        using var response = await client.GetAsync(Url, Given.Cancellation);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal("https://evil.example/x", response.Headers.Location!.ToString());
        Assert.Single(gateway.Requests);
    }

    [Fact]
    public async Task C62_cookies_of_one_upstream_do_not_reach_another()
    {
        await using var gateway = new FakeGateway();
        gateway.Next(Replies.Upstream(200, "", "Set-Cookie: session=1; Path=/"));
        using var client = Given.Client(gateway);

        using var first = await client.GetAsync("https://a.example/", Given.Cancellation);
        using var second = await client.GetAsync("https://b.example/", Given.Cancellation);

        Assert.Empty(gateway.Requests[1]["Cookie"]);
        Assert.Equal(["session=1; Path=/"], first.Headers.GetValues("Set-Cookie"));
    }

    [Fact]
    public async Task C58_an_application_that_follows_a_redirect_itself_goes_through_the_gateway_again()
    {
        await using var gateway = new FakeGateway();
        gateway.Next(Replies.Upstream(302, "", "Location: https://other.example/x?y=1"));
        using var client = Given.Client(gateway);

        using var redirect = await client.GetAsync(Url, Given.Cancellation);
        using var response = await client.GetAsync(redirect.Headers.Location, Given.Cancellation);

        Assert.Equal(["/api_openai_com/v1/x", "/other_example/x?y=1"], gateway.Requests.Select(request => request.Target));
    }

    [Fact]
    public async Task C60_a_redirect_loop_costs_one_request()
    {
        await using var gateway = new FakeGateway();
        gateway.Always(Replies.Upstream(302, "", $"Location: {Url}"));
        using var client = Given.Client(gateway);

        using var response = await client.GetAsync(Url, Given.Cancellation);

        Assert.Equal(302, (int)response.StatusCode);
        Assert.Single(gateway.Requests);
    }
}
