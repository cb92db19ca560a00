using System.Net;
using Egress.Testing;
using Egress.Testing.Wire;

namespace Egress.Client.Tests.Keys;

public sealed class ApiKeyHandlerTests
{
    [Fact]
    public async Task A_request_reaches_its_stage_with_one_key_and_the_api_id()
    {
        await using var gateway = new FakeGateway();
        using var client = Given.Client(gateway);

        using var response = await client.GetAsync("https://api.openai.com/v1/models?limit=2", Given.Cancellation);

        var seen = Assert.Single(gateway.Requests);
        Assert.Equal("/api_openai_com/v1/models?limit=2", seen.Target);
        Assert.Equal([Given.Key], seen["x-api-key"]);
        Assert.Equal([FakeGateway.ApiId], seen["x-apigw-api-id"]);
        Assert.Contains(seen.Headers, header => header.Key == "x-api-key");
        Assert.Equal("https://api.openai.com/v1/models?limit=2", response.RequestMessage!.RequestUri!.ToString());
    }

    [Fact]
    public async Task A_rejected_key_is_replaced_and_the_request_sent_once_more()
    {
        await using var gateway = new FakeGateway();
        using var keys = Given.Keys(null, Given.Key, Given.OtherKey);
        using var client = Given.Client(gateway, keys);
        gateway.AcceptOnly(Given.OtherKey);

        using var response = await client.PostAsync("https://api.openai.com/v1/x", new StringContent("body"), Given.Cancellation);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal([Given.Key, Given.OtherKey], gateway.Requests.Select(request => Assert.Single(request["x-api-key"])));
        Assert.All(gateway.Requests, request => Assert.Equal("body", request.Text));
    }

    [Fact]
    public async Task The_previous_key_helps_where_a_node_does_not_know_the_new_one()
    {
        await using var gateway = new FakeGateway();
        var time = new ManualTimeProvider();
        using var keys = Given.Keys(time, Given.Key, Given.OtherKey);
        using var client = Given.Client(gateway, keys);
        await keys.WarmUpAsync(Given.Cancellation);
        time.Advance(TimeSpan.FromHours(13));
        await keys.WarmUpAsync(Given.Cancellation);

        gateway.AcceptOnly(Given.Key);
        using var response = await client.GetAsync("https://api.openai.com/", Given.Cancellation);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal([Given.OtherKey, Given.Key], gateway.Requests.Select(request => Assert.Single(request["x-api-key"])));
    }

    [Fact]
    public async Task A_key_that_nothing_replaces_ends_in_a_typed_rejection_after_one_attempt()
    {
        await using var gateway = new FakeGateway();
        using var client = Given.Client(gateway);
        gateway.AcceptOnly(Given.OtherKey);

        var rejection = await Assert.ThrowsAsync<EgressException>(() => client.GetAsync("https://api.openai.com/", Given.Cancellation));

        Assert.Equal(EgressReason.KeyRejected, rejection.Reason);
        Assert.Equal("api.openai.com", rejection.Upstream);
        Assert.Equal(HttpStatusCode.Forbidden, rejection.StatusCode);
        Assert.Equal("2c7ec7f2-1d0c-4b8e-9d0f-6a4f0c4f8a11", rejection.GatewayRequestId);
        Assert.False(rejection.CanRetryHelp);
        Assert.Single(gateway.Requests);
    }
}
