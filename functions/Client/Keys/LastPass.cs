namespace Egress.Client.Keys;

/// <summary>Which upstream last answered a request, with which key and when: one entry, written without a lock.</summary>
internal sealed class LastPass(TimeProvider time)
{
    private static readonly TimeSpan Memory = TimeSpan.FromSeconds(60);

    private Pass _last = new(null, "", 0);

    /// <summary>Keeps an entry of the same key and host for a second: a new one for each request would only make garbage.</summary>
    public void Add(ApiKeyVersion version, string host)
    {
        var (last, now) = (Volatile.Read(ref _last), time.GetTimestamp());
        if (last.Version != version || last.Host != host || time.GetElapsedTime(last.Timestamp, now) > TimeSpan.FromSeconds(1))
        {
            Volatile.Write(ref _last, new Pass(version, host, now));
        }
    }

    /// <summary>The same upstream refuses the key by now: that it passed there proves nothing any more.</summary>
    public void Remove(ApiKeyVersion version, string host)
    {
        if (Volatile.Read(ref _last) is var last && last.Version == version && last.Host == host)
        {
            Interlocked.CompareExchange(ref _last, new Pass(null, "", 0), last);
        }
    }

    public bool HasElsewhere(ApiKeyVersion version, string host)
    {
        var last = Volatile.Read(ref _last);
        return last.Version == version && last.Host != host && time.GetElapsedTime(last.Timestamp) < Memory;
    }

    private sealed record Pass(ApiKeyVersion? Version, string Host, long Timestamp);
}
