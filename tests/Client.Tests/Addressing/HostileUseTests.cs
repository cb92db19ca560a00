using System.Net;
using Egress.Client.Addressing;
using Egress.Testing.Wire;

namespace Egress.Client.Tests.Addressing;

/// <summary>What applications do with an HttpClient that nobody thought of.</summary>
public sealed class HostileUseTests
{
    private const string Url = "https://api.openai.com/v1/x";

    [Theory]
    [InlineData("C-58: a path", "/next?y=1", "https://api.openai.com/next?y=1")]
    [InlineData("C-58: a path beside this one", "next", "https://api.openai.com/v1/next")]
    [InlineData("C-58: another host, and the scheme of this", "//other.example/x", "https://other.example/x")]
    [InlineData("C-57: back to plain http", "http://api.openai.com/x", "http://api.openai.com/x")]
    [InlineData("C-57: an address inside the VPC", "http://169.254.169.254/latest", "http://169.254.169.254/latest")]
    [InlineData("C-57: what is no URI", "http://[", null)]
    public async Task A_location_is_the_upstreams_own_in_each_form_and_leads_where_it_would_have_led(string because, string location, string? target)
    {
        await using var gateway = new FakeGateway();
        gateway.Always(Replies.Upstream(302, "", $"Location: {location}"));
        using var client = Given.Client(gateway);

        using var response = await client.GetAsync(Url, Given.Cancellation);

        Assert.True(response.Headers.NonValidated["Location"].ToString() == location, because);
        Assert.Equal(Url, response.RequestMessage!.RequestUri!.ToString());
        Assert.Equal(target, response.Headers.Location is { } found ? new Uri(response.RequestMessage.RequestUri, found).ToString() : null);
        Assert.Single(gateway.Requests);
    }

    [Fact]
    public async Task C62_a_cookie_of_the_callers_own_is_a_header_like_any_other()
    {
        await using var gateway = new FakeGateway();
        using var client = Given.Client(gateway);
        using var request = new HttpRequestMessage(HttpMethod.Get, Url);
        request.Headers.Add("Cookie", "session=1");

        using var response = await client.SendAsync(request, Given.Cancellation);

        Assert.Equal(["session=1"], Assert.Single(gateway.Requests)["Cookie"]);
    }

    [Theory]
    [InlineData("GET", false)]
    [InlineData("POST", false)]
    [InlineData("POST", true)]
    public async Task C72_a_request_that_asks_to_be_chunked_has_a_length_all_the_same(string method, bool hasBody)
    {
        await using var gateway = new FakeGateway();
        using var client = Given.Client(gateway);
        using var request = new HttpRequestMessage(new HttpMethod(method), Url) { Content = hasBody ? new StringContent("body") : null };
        request.Headers.TransferEncodingChunked = true;

        using var response = await client.SendAsync(request, Given.Cancellation);

        var seen = Assert.Single(gateway.Requests);
        Assert.Empty(seen["Transfer-Encoding"]);
        Assert.Equal(method == "GET" ? [] : [hasBody ? "4" : "0"], seen["Content-Length"]);
    }

    [Fact]
    public async Task Two_gateways_in_a_process_have_each_its_own_mark_api_and_key()
    {
        await using var one = new FakeGateway();
        await using var two = new FakeGateway();
        using var first = new HttpClient(new EgressHandler(Given.Options(one), EgressKeySource.FromValue(Given.Key)));
        var options = Given.Options(two);
        (options.ApiId, options.Mark) = ("other12345", "mark-of-another-stack");
        using var second = new HttpClient(new EgressHandler(options, EgressKeySource.FromValue(Given.OtherKey)));
        two.Always(Replies.Rejection(FakeGateway.Mark, 429, "THROTTLED"));

        using var answered = await first.GetAsync(Url, Given.Cancellation);
        using var foreign = await second.GetAsync(Url, Given.Cancellation);

        Assert.Equal(429, (int)foreign.StatusCode); // the first one's mark means nothing to the second
        Assert.Equal([Given.Key, FakeGateway.ApiId], [.. one.Requests.Single()["x-api-key"], .. one.Requests.Single()["x-apigw-api-id"]]);
        Assert.Equal([Given.OtherKey, "other12345"], [.. two.Requests.Single()["x-api-key"], .. two.Requests.Single()["x-apigw-api-id"]]);
    }

    [Fact]
    public async Task K25_a_client_that_is_closed_under_its_requests_ends_them_all()
    {
        await using var gateway = new FakeGateway();
        using var isAsked = new SemaphoreSlim(0);
        gateway.Always((request, wire) =>
        {
            isAsked.Release();
            return Replies.Silence()(request, wire);
        });
        var client = Given.Client(gateway);
        Task<HttpResponseMessage>[] running = [.. Enumerable.Range(0, 20).Select(_ => client.GetAsync(Url, Given.Cancellation))];
        for (var asked = 0; asked < running.Length; asked++)
        {
            await isAsked.WaitAsync(Given.Cancellation);
        }

        client.Dispose();

        foreach (var request in running)
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => request);
        }

        await Assert.ThrowsAsync<ObjectDisposedException>(() => client.GetAsync(Url, Given.Cancellation));
    }

    [Theory]
    [InlineData("http://[::1]:4511", "/h_example/x")]
    [InlineData("https://ABCDE12345.execute-api.us-east-1.amazonaws.com./", "/h_example/x")]
    [InlineData("https://abcde12345-vpce-0a1b2c3d.execute-api.us-east-1.amazonaws.com:8443", "/h_example/x")]
    public void The_gateways_own_url_may_have_any_form_that_is_valid(string url, string path)
    {
        var options = new EgressOptions { GatewayUrl = url, ApiId = "abcde12345", Mark = FakeGateway.Mark };
        EgressOptionsRules.ThrowIfInvalid(options);

        var address = new GatewayAddress(options).Of(UpstreamUri.Read(new Uri("https://h.example/x")), isCarried: false);

        Assert.Equal((new Uri(url).Authority, path), (address.Authority, address.PathAndQuery));
    }

    [Theory]
    [InlineData("C-53: in small letters", "aws4-hmac-sha256 Credential=x")]
    [InlineData("C-53: after a blank", " AWS4-HMAC-SHA256 Credential=x")]
    public async Task A_signature_is_carried_however_its_scheme_is_written(string because, string authorization)
    {
        await using var gateway = new FakeGateway();
        using var client = Given.Client(gateway);
        using var request = new HttpRequestMessage(HttpMethod.Get, Url);
        Assert.True(request.Headers.TryAddWithoutValidation("Authorization", authorization));

        using var response = await client.SendAsync(request, Given.Cancellation);

        var seen = Assert.Single(gateway.Requests);
        Assert.True(seen.Target == "/api_openai_com/-/carry/v1/x", because);
        Assert.Equal([authorization.Trim()], seen["x-upstream-authorization"].Select(value => value.Trim()));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }
}
