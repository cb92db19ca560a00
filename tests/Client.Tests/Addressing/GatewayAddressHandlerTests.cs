using System.Net;
using Egress.Client.Addressing;
using Egress.Client.Seeing;
using Egress.Testing.Wire;
using Microsoft.Extensions.Logging.Abstractions;

namespace Egress.Client.Tests.Addressing;

public sealed class GatewayAddressHandlerTests
{
    private const string Url = "https://api.openai.com/v1/x";

    [Fact]
    public async Task C44_C45_C46_C54_what_would_lead_the_request_elsewhere_is_ours_and_not_the_callers()
    {
        await using var gateway = new FakeGateway();
        using var client = Given.Client(gateway);
        using var request = new HttpRequestMessage(HttpMethod.Get, Url);
        string[] dropped = ["X-HTTP-Method-Override", "Forwarded", "Via", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "x-amzn-vpce-id", "Expect", "TE", "Trailer", "Proxy-Authorization", "Connection"];
        Array.ForEach(dropped, name => request.Headers.TryAddWithoutValidation(name, "evil"));
        request.Headers.Connection.Add("x-apigw-api-id"); // whoever obeys it would drop ours
        request.Headers.Host = "evil.example";
        request.Headers.TryAddWithoutValidation("x-apigw-api-id", "otherapi12");
        request.Headers.TryAddWithoutValidation("x-upstream-authorization", "evil");
        request.Headers.ExpectContinue = true;
        request.Headers.TryAddWithoutValidation("X-Custom", "kept");

        using var response = await client.SendAsync(request, Given.Cancellation);

        var seen = Assert.Single(gateway.Requests);
        Assert.Equal("GET", seen.Method);
        Assert.Equal([new Uri(gateway.Url).Authority], seen["Host"]);
        Assert.Equal([FakeGateway.ApiId], seen["x-apigw-api-id"]);
        Assert.Equal(["kept"], seen["X-Custom"]);
        Assert.DoesNotContain(seen.Headers, header => header.Value.Contains("evil", StringComparison.Ordinal) || dropped.Contains(header.Key));
        Assert.DoesNotContain(FakeGateway.Mark, string.Join('\n', seen.Headers), StringComparison.Ordinal);
    }

    [Fact]
    public async Task K16_C118_C119_the_same_request_sent_twice_is_rewritten_once_each_time()
    {
        await using var gateway = new FakeGateway();
        using var invoker = new HttpMessageInvoker(new EgressHandler(Given.Options(gateway), EgressKeySource.FromValue(Given.Key)));
        using var request = new HttpRequestMessage(HttpMethod.Get, Url);

        using var first = await invoker.SendAsync(request, Given.Cancellation);
        using var second = await invoker.SendAsync(request, Given.Cancellation);

        Assert.All(gateway.Requests, seen => Assert.Equal("/api_openai_com/v1/x", seen.Target));
        Assert.All(gateway.Requests, seen => Assert.Equal([Given.Key], seen["x-api-key"]));
        Assert.Equal(2, gateway.Requests.Count);
        Assert.Equal(Url, request.RequestUri!.ToString());
        Assert.DoesNotContain(Given.Key, request.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task C119_after_a_failure_the_request_is_the_callers_again()
    {
        await using var gateway = new FakeGateway();
        gateway.Next(Replies.Rejection(FakeGateway.Mark, 429, "THROTTLED", "TooManyRequestsException", "Too Many Requests"));
        using var client = Given.Client(gateway);
        using var request = new HttpRequestMessage(HttpMethod.Get, Url) { Version = HttpVersion.Version20 };

        await Assert.ThrowsAsync<EgressException>(() => client.SendAsync(request, Given.Cancellation));

        Assert.Equal(Url, request.RequestUri!.ToString());
        Assert.Equal(HttpVersion.Version20, request.Version);
        Assert.Empty(request.Headers);
    }

    [Theory]
    [InlineData("C-89: HTTP/2 and nothing else", "GET", "2.0", HttpVersionPolicy.RequestVersionExact, null)]
    [InlineData("C-89: gRPC asks for HTTP/2 or higher", "POST", "2.0", HttpVersionPolicy.RequestVersionOrHigher, null)]
    [InlineData("C-54, C-89: a WebSocket", "GET", "1.1", HttpVersionPolicy.RequestVersionOrLower, "websocket")]
    [InlineData("no method of ANY", "TRACE", "1.1", HttpVersionPolicy.RequestVersionOrLower, null)]
    [InlineData("a method of WebDAV", "PROPFIND", "1.1", HttpVersionPolicy.RequestVersionOrLower, null)]
    public async Task What_is_not_plain_http_1_1_is_refused_before_the_network(string because, string method, string version, HttpVersionPolicy policy, string? upgrade)
    {
        await using var gateway = new FakeGateway();
        using var client = Given.Client(gateway);
        using var request = new HttpRequestMessage(new HttpMethod(method), Url) { Version = Version.Parse(version), VersionPolicy = policy };
        request.Headers.TryAddWithoutValidation("Upgrade", upgrade is null ? [] : [upgrade]);

        var refusal = await Assert.ThrowsAsync<EgressException>(() => client.SendAsync(request, Given.Cancellation));

        Assert.True(refusal.Reason is EgressReason.NotRepresentable, because);
        Assert.Empty(gateway.Requests);
    }

    [Theory]
    [InlineData("get", "GET")]
    [InlineData("patch", "PATCH")]
    public async Task A_method_in_small_letters_is_written_in_capitals(string method, string sent)
    {
        await using var gateway = new FakeGateway();
        using var client = Given.Client(gateway);

        using var response = await client.SendAsync(new HttpRequestMessage(new HttpMethod(method), Url), Given.Cancellation);

        Assert.Equal(sent, Assert.Single(gateway.Requests).Method);
    }

    [Fact]
    public async Task A_request_that_allows_a_lower_version_goes_by_http_1_1()
    {
        await using var gateway = new FakeGateway();
        using var client = Given.Client(gateway);
        using var request = new HttpRequestMessage(HttpMethod.Get, Url) { Version = HttpVersion.Version30 };

        using var response = await client.SendAsync(request, Given.Cancellation);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(HttpVersion.Version30, request.Version);
    }

    [Theory]
    [InlineData("1.1", HttpVersionPolicy.RequestVersionOrHigher)]
    [InlineData("1.1", HttpVersionPolicy.RequestVersionExact)]
    [InlineData("2.0", HttpVersionPolicy.RequestVersionOrLower)]
    public async Task C89_below_us_nothing_may_choose_a_higher_version(string version, HttpVersionPolicy policy)
    {
        var seen = new List<(Version, HttpVersionPolicy)>();
        using var invoker = new HttpMessageInvoker(new GatewayAddressHandler(new EgressOptions { GatewayUrl = "https://gateway.example" }, new GatewayWarnings(NullLogger.Instance)) { InnerHandler = new Looking(seen) });
        using var request = new HttpRequestMessage(HttpMethod.Get, Url) { Version = Version.Parse(version), VersionPolicy = policy };

        using var response = await invoker.SendAsync(request, Given.Cancellation);

        Assert.Equal([(HttpVersion.Version11, HttpVersionPolicy.RequestVersionOrLower)], seen);
        Assert.Equal((Version.Parse(version), policy), (request.Version, request.VersionPolicy));
    }

    [Fact]
    public async Task The_synchronous_way_is_the_same_way()
    {
        await using var gateway = new FakeGateway();
        using var client = Given.Client(gateway);
        using var request = new HttpRequestMessage(HttpMethod.Get, Url);

        using var response = await Task.Run(() => client.Send(request, Given.Cancellation), Given.Cancellation);

        Assert.Equal(Url, response.RequestMessage!.RequestUri!.ToString());
        Assert.Equal([Given.Key], Assert.Single(gateway.Requests)["x-api-key"]);
    }

    private sealed class Looking(List<(Version Version, HttpVersionPolicy Policy)> seen) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            seen.Add((request.Version, request.VersionPolicy));
            return Task.FromResult(new HttpResponseMessage { RequestMessage = request });
        }
    }
}
