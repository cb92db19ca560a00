using System.ClientModel;
using System.ClientModel.Primitives;
using OpenAI;
using OpenAI.Chat;

namespace Egress.Client.Tests.Sdk;

/// <summary>The OpenAI SDK as it is published, through the emulated gateway over HTTPS.</summary>
public sealed class OpenAiTests(EmulatedGateway gateway) : IClassFixture<EmulatedGateway>
{
    [Fact]
    public async Task A_chat_is_answered_and_the_upstream_sees_its_own_token_and_no_gateway_key()
    {
        var answer = await Chat("model-plain").CompleteChatAsync([new UserChatMessage("ping")], cancellationToken: Given.Cancellation);

        Assert.Equal("pong", answer.Value.Content[0].Text);
        var seen = gateway.Seen.Single(request => request.Text.Contains("model-plain", StringComparison.Ordinal));
        Assert.Equal(("POST", "/v1/chat/completions"), (seen.Method, seen.Target));
        Assert.Equal(["Bearer sk-upstream"], seen["Authorization"]);
        Assert.Equal(["api.openai.com"], seen["Host"]);
        Assert.DoesNotContain(seen.Headers, header => header.Value.Contains(gateway.Key, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_streamed_chat_arrives_as_it_is_sent()
    {
        var parts = new List<string>();

        await foreach (var update in Chat("model-streamed").CompleteChatStreamingAsync([new UserChatMessage("ping")], cancellationToken: Given.Cancellation))
        {
            parts.AddRange(update.ContentUpdate.Select(part => part.Text));
            gateway.OpenAi.Gate("model-streamed").Release();
        }

        Assert.Equal(["po", "ng"], parts);
    }

    [Fact]
    public async Task An_error_of_the_upstreams_is_the_sdks_own_error()
    {
        var error = await Assert.ThrowsAsync<ClientResultException>(() => Chat("model-unauthorized").CompleteChatAsync([new UserChatMessage("ping")], cancellationToken: Given.Cancellation));

        Assert.Equal(401, error.Status);
        Assert.Contains("Incorrect API key provided", error.Message, StringComparison.Ordinal);
        Assert.True(error.GetRawResponse()!.Headers.TryGetValue("WWW-Authenticate", out var challenge) && challenge!.StartsWith("Bearer", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_busy_upstream_is_tried_again_by_the_sdk()
    {
        var answer = await Chat("model-busy").CompleteChatAsync([new UserChatMessage("ping")], cancellationToken: Given.Cancellation);

        Assert.Equal("pong", answer.Value.Content[0].Text);
        Assert.Equal(2, gateway.Seen.Count(request => request.Text.Contains("model-busy", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task An_upstream_that_uses_the_gateways_header_itself_gets_its_own_key()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "https://api.anthropic.com/v1/messages") { Content = new StringContent("model-anthropic") };
        request.Headers.Add("x-api-key", "sk-ant-upstream");

        using var response = await gateway.Client().SendAsync(request, Given.Cancellation);

        var seen = gateway.Seen.Single(request => request.Text == "model-anthropic");
        Assert.Equal(("/v1/messages", "sk-ant-upstream"), (seen.Target, Assert.Single(seen["x-api-key"])));
        Assert.DoesNotContain(seen.Headers, header => header.Value.Contains(gateway.Key, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("https://api.stripe.com/v1/x", EgressReason.UnknownUpstream)]
    public async Task A_host_that_the_template_does_not_open_is_an_unknown_upstream(string url, EgressReason reason)
    {
        var rejection = await Assert.ThrowsAsync<EgressException>(() => gateway.Client().GetAsync(url, Given.Cancellation));

        Assert.Equal((reason, "api.stripe.com"), (rejection.Reason, rejection.Upstream));
    }

    [Theory]
    [InlineData("the SDK's own policy repeats what no repetition helps", false, 2)]
    [InlineData("README's asks first", true, 1)]
    public async Task A_refusal_is_repeated_by_the_sdks_own_policy_and_not_by_one_that_asks(string because, bool asks, int attempts)
    {
        var counting = new Counting(gateway.Client());
        var options = new OpenAIClientOptions { Transport = new HttpClientPipelineTransport(new HttpClient(counting)), Endpoint = new Uri("https://api.stripe.com/v1") };
        options.RetryPolicy = asks ? new RetryWhatCanHelp() : new ClientRetryPolicy(maxRetries: 1);

        var failure = await Assert.ThrowsAnyAsync<Exception>(() => new ChatClient("m", new ApiKeyCredential("sk-upstream"), options).CompleteChatAsync([new UserChatMessage("ping")], cancellationToken: Given.Cancellation));

        Assert.True(counting.Attempts == attempts, $"{because}: {counting.Attempts}");
        Assert.Contains(nameof(EgressReason.UnknownUpstream), failure.ToString(), StringComparison.Ordinal);
    }

    private ChatClient Chat(string model) => new(model, new ApiKeyCredential("sk-upstream"), new OpenAIClientOptions { Transport = new HttpClientPipelineTransport(gateway.Client()) });

    private sealed class Counting(HttpClient inner) : HttpMessageHandler
    {
        public int Attempts { get; private set; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Attempts++;
            using var copy = new HttpRequestMessage(request.Method, request.RequestUri);
            return await inner.SendAsync(copy, cancellationToken);
        }
    }
}
