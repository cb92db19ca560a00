using Egress.Emulator.Gateway;
using Polly;
using Polly.Retry;

namespace Egress.Client.Tests.Sdk;

/// <summary>Plain HttpClient, as Microsoft.Extensions.Http makes it, through the emulated gateway over HTTPS.</summary>
public sealed class EmulatedUpstreamTests(EmulatedGateway gateway) : IClassFixture<EmulatedGateway>
{
    [Theory]
    [InlineData("C-10: a blank", "/a%20b/first", "/a%20b/first")]
    [InlineData("C-10: characters of two, three and four bytes", "/À/中/😀?q=€", "/%C3%80/%E4%B8%AD/%F0%9F%98%80?q=%E2%82%AC")]
    [InlineData("C-10: an escaped percent sign", "/a%252Fb/second?q=100%25", "/a%252Fb/second?q=100%25")]
    [InlineData("C-10: other delimiters, escaped", "/a%3Fb%23c/third", "/a%3Fb%23c/third")]
    [InlineData("C-10: the same, as the gateway writes them", "/a;b+c@d,e:f/delimiters", "/a;b+c@d,e:f/delimiters")]
    [InlineData("C-12: a trailing slash is lost, as README says", "/trailing/", "/trailing")]
    [InlineData("C-11: an empty segment inside", "/a//b/fourth", "/a//b/fourth")]
    [InlineData("C-13: the root with a query", "/?fifth=1", "/?fifth=1")]
    [InlineData("C-14: reserved only at a custom domain's top", "/ping", "/ping")]
    [InlineData("C-17: repeated names, an empty name, names that differ in case", "/sixth?a=1&A=2&a=3&=x", "/sixth?a=1&A=2&a=3&=x")]
    [InlineData("C-17: what the gateway does not take bare", "/seventh?a|b={x}", "/seventh?a%7Cb=%7Bx%7D")]
    public async Task What_is_asked_for_arrives_as_it_was_written(string because, string written, string target)
    {
        using var response = await gateway.Client().GetAsync($"https://api.openai.com{written}", Given.Cancellation);

        Assert.True(response.IsSuccessStatusCode, because);
        Assert.Contains(target, gateway.Seen.Select(request => request.Target));
    }

    [Fact]
    public async Task C92_a_quota_that_is_used_up_is_not_tried_again()
    {
        gateway.SetQuota("api.anthropic.com", new QuotaLimit(1, "DAY", Offset: 0));
        using var first = await gateway.Client().GetAsync("https://api.anthropic.com/v1/first", Given.Cancellation);
        Assert.True(first.IsSuccessStatusCode);

        var (attempts, failure) = await RetryingAsync("https://api.anthropic.com/v1/second");

        Assert.Equal((1, EgressReason.QuotaExceeded), (attempts, failure.Reason));
    }

    [Fact]
    public async Task C92_a_denied_host_is_not_tried_again()
    {
        var (attempts, failure) = await RetryingAsync("https://api.stripe.com/v1/x");

        Assert.Equal((1, EgressReason.UnknownUpstream, "api.stripe.com"), (attempts, failure.Reason, failure.Upstream));
    }

    /// <summary>The application's own pipeline, outside ours.</summary>
    private async Task<(int Attempts, EgressException Failure)> RetryingAsync(string url)
    {
        var attempts = 0;
        var pipeline = new ResiliencePipelineBuilder().AddRetry(new RetryStrategyOptions
        {
            MaxRetryAttempts = 3,
            Delay = TimeSpan.Zero,
            ShouldHandle = new PredicateBuilder().Handle<EgressException>(failure => failure.CanRetryHelp),
        }).Build();
        var failure = await Assert.ThrowsAsync<EgressException>(async () => await pipeline.ExecuteAsync(
            async token =>
            {
                attempts++;
                using var response = await gateway.Client().GetAsync(url, token);
            },
            Given.Cancellation));
        return (attempts, failure);
    }

    [Fact]
    public async Task C90_a_denied_host_is_denied_to_HEAD_as_well()
    {
        var failure = await Assert.ThrowsAsync<EgressException>(() => gateway.Client().SendAsync(new HttpRequestMessage(HttpMethod.Head, "https://api.stripe.com/v1/x"), Given.Cancellation));

        Assert.Equal(EgressReason.UnknownUpstream, failure.Reason);
    }
}
