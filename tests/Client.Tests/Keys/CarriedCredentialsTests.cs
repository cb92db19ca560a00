using Egress.Testing.Wire;

namespace Egress.Client.Tests.Keys;

public sealed class CarriedCredentialsTests
{
    private const string SigV4 = "AWS4-HMAC-SHA256 Credential=AKIA/20261121/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=abc";

    [Theory]
    [InlineData("an upstream that itself uses x-api-key", "sk-ant-1", null, "sk-ant-1", null)]
    [InlineData("both credentials", "sk-ant-1", "Bearer t", "sk-ant-1", "Bearer t")]
    [InlineData("SigV4 alone: the route demands an API key, and a blank one is refused", null, SigV4, "none", SigV4)]
    [InlineData("SigV4 beside a blank API key", " ", SigV4, "none", SigV4)]
    public async Task C16_C53_a_requests_own_credentials_are_carried(string because, string? apiKey, string? authorization, string carriedKey, string? carriedAuthorization)
    {
        await using var gateway = new FakeGateway();
        using var client = Given.Client(gateway);
        using var request = Request(apiKey, authorization);

        using var response = await client.SendAsync(request, Given.Cancellation);

        var seen = Assert.Single(gateway.Requests);
        Assert.True(seen.Target == "/api_anthropic_com/-/carry/v1/messages?x=1", because);
        Assert.Equal([Given.Key], seen["x-api-key"]);
        Assert.Equal([carriedKey], seen["x-upstream-api-key"]);
        Assert.Equal(carriedAuthorization is null ? [] : [carriedAuthorization], seen["x-upstream-authorization"]);
        Assert.Empty(seen["Authorization"]);
        Assert.Equal(apiKey, request.Headers.NonValidated.TryGetValues("x-api-key", out var own) ? own.ToString() : null);
        Assert.Equal(authorization, request.Headers.NonValidated.TryGetValues("Authorization", out var auth) ? auth.ToString() : null);
        Assert.False(request.Headers.Contains("x-upstream-api-key"));
    }

    [Fact]
    public async Task A_bearer_token_passes_on_its_own()
    {
        await using var gateway = new FakeGateway();
        using var client = Given.Client(gateway);

        using var response = await client.SendAsync(Request(null, "Bearer t"), Given.Cancellation);

        var seen = Assert.Single(gateway.Requests);
        Assert.Equal("/api_anthropic_com/v1/messages?x=1", seen.Target);
        Assert.Equal(["Bearer t"], seen["Authorization"]);
    }

    [Fact]
    public async Task A_carried_request_is_sent_again_with_another_key_and_the_same_credentials()
    {
        await using var gateway = new FakeGateway();
        using var client = Given.Client(gateway, Given.Keys(null, Given.Key, Given.OtherKey));
        gateway.AcceptOnly(Given.OtherKey);

        using var response = await client.SendAsync(Request("sk-ant-1", null), Given.Cancellation);

        Assert.Equal([Given.Key, Given.OtherKey], gateway.Requests.Select(request => Assert.Single(request["x-api-key"])));
        Assert.All(gateway.Requests, request => Assert.Equal(["sk-ant-1"], request["x-upstream-api-key"]));
    }

    [Theory]
    [InlineData("C-49: two API keys would arrive as one", "x-api-key")]
    [InlineData("two of SigV4 would as well", "Authorization")]
    public async Task A_credential_that_is_there_twice_is_refused(string because, string name)
    {
        await using var gateway = new FakeGateway();
        using var client = Given.Client(gateway);
        using var request = Request(null, null);
        request.Headers.TryAddWithoutValidation(name, ["AWS4-one", "AWS4-two"]);

        var refusal = await Assert.ThrowsAsync<EgressException>(() => client.SendAsync(request, Given.Cancellation));

        Assert.True(refusal.Reason is EgressReason.NotRepresentable && !refusal.Message.Contains("AWS4", StringComparison.Ordinal), because);
        Assert.Empty(gateway.Requests);
    }

    [Fact]
    public async Task The_root_cannot_be_carried()
    {
        await using var gateway = new FakeGateway();
        using var client = Given.Client(gateway);
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://api.anthropic.com/");
        request.Headers.Add("x-api-key", "sk-ant-1");

        var refusal = await Assert.ThrowsAsync<EgressException>(() => client.SendAsync(request, Given.Cancellation));

        Assert.Equal(EgressReason.NotRepresentable, refusal.Reason);
        Assert.Empty(gateway.Requests);
    }

    private static HttpRequestMessage Request(string? apiKey, string? authorization)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "https://api.anthropic.com/v1/messages?x=1");
        request.Headers.TryAddWithoutValidation("x-api-key", apiKey is null ? [] : [apiKey]);
        request.Headers.TryAddWithoutValidation("Authorization", authorization is null ? [] : [authorization]);
        return request;
    }
}
