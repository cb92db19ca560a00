namespace Egress.Admin.Calls;

/// <summary>
/// Owns the repetition of AWS calls; the SDK clients are built with <c>MaxErrorRetry = 0</c>, because the SDK repeats
/// LimitExceeded, ignores Retry-After and hides lost answers.
/// </summary>
internal sealed class Attempts(TimeProvider time, Random random, Pace? pace = null)
{
    private const int Most = 8;
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    /// <summary>For reads, and for writes that come to the same when done twice.</summary>
    public Task<T> RepeatAsync<T>(string operation, Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken) =>
        RunAsync(operation, call, isRepeatable: true, cancellationToken);

    /// <summary>For a write whose second try would meet its own first: an unknown outcome is thrown, and the caller reads.</summary>
    public Task<T> OnceAsync<T>(string operation, Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken) =>
        RunAsync(operation, call, isRepeatable: false, cancellationToken);

    /// <summary>For what only its caller knows to be worth a repetition.</summary>
    public Task PauseAsync(int attempt, CancellationToken cancellationToken) => Task.Delay(PauseAfter(attempt, FirstPause, random), time, cancellationToken);

    private async Task<T> RunAsync<T>(string operation, Func<CancellationToken, Task<T>> call, bool isRepeatable, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await (pace?.WaitAsync(cancellationToken) ?? Task.CompletedTask);
            CallFailure failure;
            try
            {
                return await call(cancellationToken);
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested && CallFailure.Of(exception, time.GetUtcNow()) is not null)
            {
                failure = CallFailure.Of(exception, time.GetUtcNow())!;
            }

            var mayRepeat = failure.Remedy == Remedy.Wait || (failure.Remedy == Remedy.ReadAgain && isRepeatable);
            if (!mayRepeat || attempt == Most)
            {
                throw new CallFailedException(operation, failure.Code, failure.Remedy == Remedy.ReadAgain, failure.Detail);
            }

            await Task.Delay(PauseAfter(attempt, failure.RetryAfter, random), time, cancellationToken);
        }
    }

    /// <summary>Full jitter, after whatever the service asked for.</summary>
    internal static TimeSpan PauseAfter(int attempt, TimeSpan? retryAfter, Random random)
    {
        var ceiling = Math.Min(LongestPause.Ticks, FirstPause.Ticks << Math.Min(attempt - 1, 10));
        return (retryAfter ?? TimeSpan.Zero) + TimeSpan.FromTicks(random.NextInt64(ceiling));
    }
}
