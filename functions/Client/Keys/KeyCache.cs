using Egress.Client.Seeing;

namespace Egress.Client.Keys;

/// <summary>
/// Holds one secret's key. The rules, by their numbers in the project's description of the key source:
/// <list type="bullet">
/// <item>R1 fresh: given at once. R2 stale: given at once, and one refresh begins. R3 too old: one refresh is waited for; if it fails, the old key is the last resort. R4 none: one fetch is waited for.</item>
/// <item>R5 one fetch at a time. R6 a failed fetch changes nothing. R7 another version keeps the one before it.</item>
/// <item>R8 a refused key is replaced by what is newer, or by the previous one. R9 a refused key is not tried again for 60 s. R13 fetches that bring nothing come ever more rarely. R14 replays that are refused again and again come no more often than they.</item>
/// </list>
/// </summary>
internal sealed class KeyCache(Func<CancellationToken, Task<ApiKeyVersion>> read, KeyTimes times, TimeProvider time, Random random, KeyMeter meter) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly KeyFlight _flight = new(read, times.FetchTimeout, time);
    private readonly RefusedKeys _refused = new(time);
    private readonly RefusedReplays _replays = new();
    private readonly LastPass _passes = new(time);
    private readonly ForcedGates _forced = new(random, time);
    private readonly FetchGate _failures = new(new Backoff(TimeSpan.FromSeconds(1), random), time);
    private KeyState? _state;
    private Task<FetchOutcome>? _running;
    private FetchOutcome _lastOutcome;
    private volatile bool _isDisposed;

    /// <summary>Since the last fetch that brought a key; null before it, and once the source is closed.</summary>
    public TimeSpan? Age => !_isDisposed && Volatile.Read(ref _state) is { } state ? Moment.Now(time).Since(state.FetchedAt, time) : null;

    /// <summary>Neither locks nor allocates while the key is fresh.</summary>
    public bool TryRead(out ApiKeyVersion version)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        var state = Volatile.Read(ref _state);
        version = state?.Current!;
        if (state is null)
        {
            return false;
        }

        var age = Moment.Now(time).Since(state.FetchedAt, time);
        if (age >= state.TimeToLive && age < times.MaxStale)
        {
            _ = FetchAsync(state, FetchCause.TimeToLive);
        }

        return age < times.MaxStale;
    }

    /// <exception cref="EgressException">No key could be fetched, and none is cached.</exception>
    public ValueTask<ApiKeyVersion> ReadAsync(CancellationToken cancellationToken) => ReadAsync(FetchCause.Cold, cancellationToken);

    /// <summary>Like <see cref="ReadAsync(CancellationToken)"/>; but if this is the first fetch of all and fails, the next read asks again at once.</summary>
    public ValueTask<ApiKeyVersion> WarmUpAsync(CancellationToken cancellationToken) =>
        ReadAsync(Volatile.Read(ref _running) is null ? FetchCause.WarmUp : FetchCause.Cold, cancellationToken);

    private async ValueTask<ApiKeyVersion> ReadAsync(FetchCause ifCold, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        var seen = Volatile.Read(ref _state);
        var outcome = await FetchAsync(seen, seen is null ? ifCold : FetchCause.TimeToLive).WaitAsync(cancellationToken).ConfigureAwait(false);
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        return Volatile.Read(ref _state) is { } state ? LastResort(state, outcome) : throw Unavailable(outcome.Failure);
    }

    /// <summary>A request with this key was answered by this upstream.</summary>
    public void Passed(ApiKeyVersion version, string host)
    {
        _refused.Remove(version.Key);
        _passes.Add(version, host);
    }

    public bool HasJustPassedElsewhere(ApiKeyVersion version, string host) => _passes.HasElsewhere(version, host);

    /// <summary>The gateway refused this key. Gives the key with which the request is worth sending once more, if there is one.</summary>
    public async ValueTask<Replacement?> ReplaceAsync(ApiKeyVersion refused, string host, CancellationToken cancellationToken)
    {
        Refused(refused, host);
        if (Newer(refused) is { } known)
        {
            return known;
        }

        await Running.WaitAsync(cancellationToken).ConfigureAwait(false); // what is under way may have begun too early to know; only what begins now cannot
        var gate = _forced.Of(isGranted: !HasJustPassedElsewhere(refused, host));
        var isAsking = gate.IsOpen;
        await RefreshAsync(refused, gate).WaitAsync(cancellationToken).ConfigureAwait(false);
        return Newer(refused) ?? (Previous(refused) is { } previous && (isAsking || !_replays.AreHopeless(previous.Version)) ? previous : null);
    }

    /// <summary>How a request ended that was sent once more.</summary>
    public void Replayed(Replacement replacement, string host, bool isRefused)
    {
        _replays.Ended(replacement.Version, isRefused);
        meter.Replayed(replacement, isRefused);
        if (isRefused)
        {
            Refused(replacement.Version, host);
        }
    }

    /// <summary>Marks the key as refused and begins to ask for another, for a request that cannot be sent again. True if there is another by now, or may be soon.</summary>
    public bool Refresh(ApiKeyVersion refused, string host)
    {
        Refused(refused, host);
        var isAsking = !RefreshAsync(refused, _forced.Of(isGranted: !HasJustPassedElsewhere(refused, host))).IsCompleted;
        return isAsking || Newer(refused) is not null;
    }

    /// <summary>The fetch that runs, or ran last.</summary>
    internal Task Running => Volatile.Read(ref _running) ?? Task.CompletedTask;

    public void Dispose()
    {
        _isDisposed = true;
        _flight.Dispose();
    }

    /// <summary>Marks the key as refused without asking for another.</summary>
    public void Refused(ApiKeyVersion version, string host)
    {
        _refused.Add(version.Key, Moment.Now(time));
        _passes.Remove(version, host);
    }

    /// <summary>Fetches because this key was refused, unless there is another by now, or such a fetch brought nothing a short while ago.</summary>
    private Task RefreshAsync(ApiKeyVersion refused, FetchGate gate)
    {
        var state = Volatile.Read(ref _state);
        return state?.Current.Key == refused.Key && gate.IsOpen ? FetchAsync(state, FetchCause.Forced, gate) : Task.CompletedTask;
    }

    private Replacement? Newer(ApiKeyVersion refused) =>
        Volatile.Read(ref _state) is { } state && state.Current.Key != refused.Key ? new Replacement(state.Current, IsPrevious: false) : null;

    private Replacement? Previous(ApiKeyVersion refused)
    {
        var now = Moment.Now(time);
        return Volatile.Read(ref _state)?.Previous is { } previous && previous.Version.Key != refused.Key && now.Since(previous.ReplacedAt, time) < times.MaxStale && !_refused.Contains(previous.Version.Key, now)
            ? new Replacement(previous.Version, IsPrevious: true)
            : null;
    }

    /// <summary>Beyond its time, too, the previous key is better than one that was just refused.</summary>
    private ApiKeyVersion LastResort(KeyState state, FetchOutcome outcome)
    {
        if (outcome.Fetched is not null)
        {
            return state.Current;
        }

        meter.ExpiredUse();
        var now = Moment.Now(time);
        return state.Previous is { } previous && _refused.Contains(state.Current.Key, now) && !_refused.Contains(previous.Version.Key, now) ? previous.Version : state.Current;
    }

    private Task<FetchOutcome> FetchAsync(KeyState? seen, FetchCause cause, FetchGate? gate = null)
    {
        lock (_lock)
        {
            if (_running is { IsCompleted: false })
            {
                return _running;
            }

            if (!ReferenceEquals(seen, _state) || !_failures.IsOpen || _isDisposed)
            {
                return Task.FromResult(_lastOutcome);
            }

            return _running = _flight.Start(outcome => Land(outcome, cause, gate));
        }
    }

    private void Land(FetchOutcome outcome, FetchCause cause, FetchGate? gate)
    {
        lock (_lock)
        {
            var before = _state;
            _lastOutcome = outcome;
            if (outcome.Fetched is { } fetched)
            {
                var (now, timeToLive) = (Moment.Now(time), Backoff.Jitter(times.TimeToLive, random));
                Volatile.Write(ref _state, before is null ? KeyState.First(fetched, now, timeToLive) : before.Next(fetched, now, timeToLive));
            }

            var isChanged = outcome.Fetched is not null && outcome.Fetched.Key != before?.Current.Key;
            _failures.Landed(isUseful: outcome.Failure is null || cause is FetchCause.WarmUp);
            _forced.Landed(gate, isChanged);
            meter.Refreshed(cause, outcome.Failure, isChanged);
        }
    }

    private static EgressException Unavailable(Exception? cause) => new(
        EgressReason.KeyUnavailable, "", $"No API key could be read, and none is cached: {cause?.Message ?? "the source is closed"} Expected access to the secret of Egress:SecretId: see the function's policy, the secretsmanager endpoint and its security group.", cause);
}
