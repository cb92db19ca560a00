namespace Egress.Admin.Calls;

/// <summary>
/// Secrets Manager and the key list are eventually consistent, also between two steps of one rotation
/// (aws-sdk-js-v3 #7701): what must be there is waited for, but not for long.
/// </summary>
internal sealed class Patience(TimeProvider time)
{
    public static readonly TimeSpan Bound = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(4);

    /// <summary>Reads until there is an answer; null when there is still none after <see cref="Bound"/>.</summary>
    public async Task<T?> UntilSeenAsync<T>(Func<CancellationToken, Task<T?>> read, CancellationToken cancellationToken)
        where T : class
    {
        var started = time.GetTimestamp();
        for (var pause = FirstPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            if (await read(cancellationToken) is { } answer)
            {
                return answer;
            }

            if (time.GetElapsedTime(started) + pause > Bound)
            {
                return null;
            }

            await Task.Delay(pause, time, cancellationToken);
        }
    }
}
