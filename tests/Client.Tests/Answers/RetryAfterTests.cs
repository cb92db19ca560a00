using System.ClientModel;
using System.ClientModel.Primitives;
using Egress.Testing.Wire;
using OpenAI;
using OpenAI.Chat;

namespace Egress.Client.Tests.Answers;

/// <summary>C-92: what an upstream says of a later try is the application's to follow; ours is to pass it on, and to wait for nothing.</summary>
public sealed class RetryAfterTests
{
    private const string Chat = """{"id":"x","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,"finish_reason":"stop","message":{"role":"assistant","content":"pong"}}]}""";

    [Theory]
    [InlineData("C-92: seconds", "7")]
    [InlineData("C-92: a date", "Sat, 21 Nov 2026 03:00:00 GMT")]
    [InlineData("C-92: thirty years", "1000000000")]
    [InlineData("C-92: more than any number holds", "99999999999999999999")]
    [InlineData("C-92: a date that is past", "Thu, 01 Jan 1970 00:00:00 GMT")]
    [InlineData("C-92: less than nothing", "-1")]
    [InlineData("C-92: nothing of the kind", "soon")]
    public async Task An_upstreams_retry_after_arrives_as_it_was_sent_and_nothing_waits_for_it(string because, string retryAfter)
    {
        await using var gateway = new FakeGateway();
        gateway.Always(Replies.Upstream(429, "busy", $"Retry-After: {retryAfter}"));
        using var client = Given.Client(gateway);

        using var response = await client.GetAsync("https://api.openai.com/", Given.Cancellation);

        Assert.True((429, retryAfter) == ((int)response.StatusCode, response.Headers.NonValidated["Retry-After"].ToString()), because);
        Assert.Single(gateway.Requests);
    }

    [Theory]
    [InlineData("C-92: honoured", "7", 7)]
    [InlineData("C-92: an absurd one is capped", "1000000000", 30)]
    public async Task Readmes_policy_honours_a_retry_after_up_to_its_longest(string because, string retryAfter, int seconds)
    {
        await using var gateway = new FakeGateway();
        gateway.Next(Replies.Upstream(429, "{}", $"Retry-After: {retryAfter}"));
        gateway.Always(Replies.Upstream(200, Chat, "Content-Type: application/json"));
        var policy = new NotWaiting();
        var options = new OpenAIClientOptions { Transport = new HttpClientPipelineTransport(Given.Client(gateway)), RetryPolicy = policy };

        var answer = await new ChatClient("m", new ApiKeyCredential("sk-upstream"), options).CompleteChatAsync([new UserChatMessage("ping")], cancellationToken: Given.Cancellation);

        Assert.Equal("pong", answer.Value.Content[0].Text);
        Assert.True(TimeSpan.FromSeconds(seconds) == Assert.Single(policy.Waits), because);
    }

    private sealed class NotWaiting : RetryWhatCanHelp
    {
        public List<TimeSpan> Waits { get; } = [];

        protected override Task WaitAsync(TimeSpan time, CancellationToken cancellationToken)
        {
            Waits.Add(time);
            return Task.CompletedTask;
        }
    }
}
