using System.Net;
using Egress.Testing;
using Egress.Testing.Wire;

namespace Egress.Client.Tests.Keys;

public sealed class ApiKeyHandlerTests
{
    private static readonly string[] OtherTypes =
        ["ACCESS_DENIED", "WAF_FILTERED", "MISSING_AUTHENTICATION_TOKEN", "THROTTLED", "QUOTA_EXCEEDED", "INTEGRATION_FAILURE", "INTEGRATION_TIMEOUT", "API_CONFIGURATION_ERROR"];

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
    public async Task K7_a_rejected_key_is_replaced_and_the_request_sent_once_more()
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
    public async Task K9_the_previous_key_helps_where_a_node_does_not_know_the_new_one()
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

    [Fact]
    public async Task A_key_that_another_upstream_accepts_is_not_granted_here()
    {
        await using var gateway = new FakeGateway();
        using var client = Given.Client(gateway);
        using var accepted = await client.GetAsync("https://a.example/", Given.Cancellation);
        gateway.Always(Replies.Rejection(FakeGateway.Mark, 403, "INVALID_API_KEY"));

        var rejection = await Assert.ThrowsAsync<EgressException>(() => client.GetAsync("https://b.example/", Given.Cancellation));

        Assert.Equal((EgressReason.NotGranted, "b.example", false), (rejection.Reason, rejection.Upstream, rejection.CanRetryHelp));
    }

    [Fact]
    public async Task A_key_that_the_same_upstream_has_accepted_before_is_rejected_and_not_ungranted()
    {
        await using var gateway = new FakeGateway();
        using var client = Given.Client(gateway);
        using var accepted = await client.GetAsync("https://a.example/", Given.Cancellation);
        gateway.Always(Replies.Rejection(FakeGateway.Mark, 403, "INVALID_API_KEY"));

        var rejection = await Assert.ThrowsAsync<EgressException>(() => client.GetAsync("https://a.example/", Given.Cancellation));

        Assert.Equal(EgressReason.KeyRejected, rejection.Reason);
    }

    [Fact]
    public async Task K12_no_other_rejection_and_no_answer_touches_the_key()
    {
        await using var gateway = new FakeGateway();
        var keys = new ScriptedKeys();
        using var source = keys.Source();
        using var client = Given.Client(gateway, source);
        Reply[] others =
        [
            .. OtherTypes.Select(type => Replies.Rejection(FakeGateway.Mark, 403, type)),
            Replies.Upstream(403), Replies.Upstream(429), Replies.Upstream(500), Replies.Upstream(504),
        ];

        foreach (var other in others)
        {
            gateway.Next(other);
            await IgnoreAsync(client.GetAsync("https://api.openai.com/", Given.Cancellation));
        }

        Assert.Equal((1, others.Length), (keys.Fetches, gateway.Requests.Count));
    }

    [Fact]
    public async Task K13_an_upstream_that_has_learnt_the_mark_costs_one_more_request_a_minute_and_few_fetches()
    {
        await using var gateway = new FakeGateway();
        var keys = new ScriptedKeys();
        using var source = keys.Source();
        using var client = Given.Client(gateway, source);
        await source.WarmUpAsync(Given.Cancellation);
        keys.Holds(ScriptedKeys.Two);
        keys.Time.Advance(TimeSpan.FromHours(13));
        await source.WarmUpAsync(Given.Cancellation);
        gateway.Always(Replies.Rejection(FakeGateway.Mark, 403, "INVALID_API_KEY"));

        for (var i = 0; i < 50; i++)
        {
            await IgnoreAsync(client.GetAsync("https://forging.example/", Given.Cancellation));
        }

        Assert.Equal((51, 3), (gateway.Requests.Count, keys.Fetches));
    }

    [Fact]
    public async Task K15_the_second_attempt_ends_with_the_first_ones_deadline()
    {
        await using var gateway = new FakeGateway();
        using var keys = Given.Keys(null, Given.Key, Given.OtherKey);
        using var client = Given.Client(gateway, keys);
        using var deadline = new CancellationTokenSource();
        gateway.AcceptOnly(Given.OtherKey);
        gateway.Always((request, wire) =>
        {
            deadline.Cancel();
            return Replies.Silence()(request, wire);
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.GetAsync("https://api.openai.com/", deadline.Token));

        Assert.Equal(2, gateway.Requests.Count);
    }

    [Fact]
    public async Task C94_fifty_callers_whose_key_is_disabled_midway_share_one_fetch_and_all_succeed()
    {
        await using var gateway = new FakeGateway();
        var keys = new ScriptedKeys();
        using var source = keys.Source();
        using var client = Given.Client(gateway, source);
        await source.WarmUpAsync(Given.Cancellation);
        keys.Holds(ScriptedKeys.Two);
        gateway.AcceptOnly(Given.OtherKey);

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => client.GetStringAsync("https://api.openai.com/", Given.Cancellation)));

        Assert.All(answers, answer => Assert.Equal("hello", answer));
        Assert.Equal(2, keys.Fetches);
    }

    private static async Task IgnoreAsync(Task<HttpResponseMessage> sending)
    {
        try
        {
            using var response = await sending;
        }
        catch (EgressException)
        {
            return;
        }
    }
}
