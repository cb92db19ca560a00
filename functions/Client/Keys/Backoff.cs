namespace Egress.Client.Keys;

/// <summary>Delays that double from <paramref name="first"/> to 60 s, ±10 %, so that many processes do not come back together.</summary>
internal sealed class Backoff(TimeSpan first, Random random)
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    private readonly TimeSpan _first = first;
    private TimeSpan _next = first;

    public TimeSpan Next()
    {
        var delay = _next;
        _next = delay * 2 < Longest ? delay * 2 : Longest;
        return Jitter(delay, random);
    }

    public void Reset() => _next = _first;

    public static TimeSpan Jitter(TimeSpan duration, Random random) => duration * (0.9 + (0.2 * random.NextDouble()));
}
