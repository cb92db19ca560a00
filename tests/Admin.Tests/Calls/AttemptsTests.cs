using System.Net;
using Amazon.Runtime;
using Egress.Admin.Calls;
using Egress.Admin.Tests.Simulation;

namespace Egress.Admin.Tests.Calls;

public sealed class AttemptsTests
{
    private readonly SkippingTimeProvider _time = new();

    [Fact]
    public async Task LimitExceeded_is_sent_once()
    {
        var sent = 0;

        var failure = await Assert.ThrowsAsync<CallFailedException>(() => Attempts().RepeatAsync<int>("CreateApiKey", _ => throw Refusal("LimitExceededException", ++sent), CancellationToken.None));

        Assert.Equal((1, "LimitExceededException", false), (sent, failure.Code, failure.IsOutcomeUnknown));
    }

    [Fact]
    public async Task A_throttled_call_is_sent_again_even_where_it_must_not_be_done_twice()
    {
        var sent = 0;

        var answer = await Attempts().OnceAsync("CreateApiKey", _ => ++sent < 4 ? throw Refusal("TooManyRequestsException", sent) : Task.FromResult(sent), CancellationToken.None);

        Assert.Equal(4, answer);
    }

    [Fact]
    public async Task A_lost_answer_of_a_call_that_must_not_be_done_twice_is_the_callers_to_resolve()
    {
        var sent = 0;

        var failure = await Assert.ThrowsAsync<CallFailedException>(() => Attempts().OnceAsync<int>("CreateApiKey", _ => throw new HttpRequestException($"{++sent}"), CancellationToken.None));

        Assert.Equal((1, true), (sent, failure.IsOutcomeUnknown));
    }

    [Fact]
    public async Task A_lost_answer_of_a_repeatable_call_is_asked_for_again()
    {
        var sent = 0;

        var answer = await Attempts().RepeatAsync("GetApiKeys", _ => ++sent < 3 ? throw new HttpRequestException() : Task.FromResult(sent), CancellationToken.None);

        Assert.Equal(3, answer);
    }

    [Fact]
    public async Task A_storm_ends_in_an_error()
    {
        var sent = 0;

        await Assert.ThrowsAsync<CallFailedException>(() => Attempts().RepeatAsync<int>("GetApiKeys", _ => throw Refusal("TooManyRequestsException", ++sent), CancellationToken.None));

        Assert.Equal(8, sent);
    }

    [Fact]
    public async Task A_caller_who_gives_up_is_not_a_failed_call()
    {
        using var cancelled = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Attempts().RepeatAsync<int>("GetApiKeys", async token =>
        {
            await cancelled.CancelAsync();
            token.ThrowIfCancellationRequested();
            return 0;
        }, cancelled.Token));
    }

    [Fact]
    public void A_pause_has_full_jitter_and_grows_to_a_bound()
    {
        var random = new Random(1);
        var first = Enumerable.Range(0, 200).Select(_ => Egress.Admin.Calls.Attempts.PauseAfter(1, null, random)).ToArray();
        var eighth = Enumerable.Range(0, 200).Select(_ => Egress.Admin.Calls.Attempts.PauseAfter(8, null, random)).ToArray();

        Assert.InRange(first.Max(), TimeSpan.FromMilliseconds(200), TimeSpan.FromMilliseconds(250));
        Assert.InRange(first.Min(), TimeSpan.Zero, TimeSpan.FromMilliseconds(50));
        Assert.InRange(eighth.Max(), TimeSpan.FromSeconds(9), TimeSpan.FromSeconds(10));
    }

    [Fact]
    public void No_pause_is_shorter_than_the_service_asked() =>
        Assert.InRange(Egress.Admin.Calls.Attempts.PauseAfter(1, TimeSpan.FromSeconds(7), new Random(1)), TimeSpan.FromSeconds(7), TimeSpan.FromSeconds(7.25));

    private Attempts Attempts() => new(_time, new Random(1));

    private static AmazonServiceException Refusal(string code, int sent) => new($"{sent}", null, ErrorType.Unknown, code, "r", HttpStatusCode.TooManyRequests);
}
