using Egress.Testing.Wire;
using Polly;
using Polly.Retry;

namespace Egress.Client.Tests;

/// <summary>A retry of the application's, outside ours: it asks whether a retry can help.</summary>
public sealed class ResilienceTests
{
    [Theory]
    [InlineData("C-92: a denied host is not tried again", "ACCESS_DENIED", 403, 1)]
    [InlineData("a key that is not granted is not tried again", "INVALID_API_KEY", 403, 1)]
    [InlineData("C-92: a used up quota is not tried again", "QUOTA_EXCEEDED", 429, 1)]
    [InlineData("a throttled request is", "THROTTLED", 429, 3)]
    [InlineData("an upstream that was not reached is", "INTEGRATION_FAILURE", 504, 3)]
    public async Task Only_what_a_retry_can_help_is_tried_again(string because, string type, int status, int attempts)
    {
        await using var gateway = new FakeGateway();
        gateway.Always(Replies.Rejection(FakeGateway.Mark, status, type));
        using var client = Given.Client(gateway);
        var pipeline = new ResiliencePipelineBuilder().AddRetry(new RetryStrategyOptions
        {
            MaxRetryAttempts = 2,
            Delay = TimeSpan.Zero,
            ShouldHandle = new PredicateBuilder().Handle<EgressException>(failure => failure.CanRetryHelp),
        }).Build();

        await Assert.ThrowsAsync<EgressException>(async () => await pipeline.ExecuteAsync(async token => await client.GetAsync("https://api.openai.com/", token), Given.Cancellation));

        Assert.True(gateway.Requests.Count == attempts, because);
    }
}
