namespace Egress.Admin.Proving;

/// <summary>The next question to Probe: at most a minute of it, so that a lost answer loses little.</summary>
internal sealed record ProbeRound(int Attempts, TimeSpan Interval)
{
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan ShortestInterval = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestInterval = TimeSpan.FromSeconds(5);

    /// <summary>Null when every upstream is proved.</summary>
    public static ProbeRound? Next(IReadOnlyCollection<UpstreamProgress> progress, ProofGoal goal)
    {
        var open = progress.Where(each => !each.IsProved(goal)).ToArray();
        if (open.Length == 0)
        {
            return null;
        }

        // Passes cost quota: the ones still wanted are stretched over the time still wanted.
        var passes = Math.Max(1, open.Max(each => goal.Passes - each.Run));
        var span = open.Max(each => each.SpreadWanted(goal) - (each.Run == 0 ? TimeSpan.Zero : each.RunEnded - each.RunStarted));
        var interval = Clamp(span / passes, ShortestInterval, LongestInterval);
        var attempts = Math.Max(passes, (int)Math.Ceiling(span / interval) + 1); // that many intervals have one question more
        return new(Math.Clamp(attempts, 1, Math.Max(1, (int)(Longest / interval))), interval);
    }

    private static TimeSpan Clamp(TimeSpan value, TimeSpan least, TimeSpan most) => value < least ? least : value > most ? most : value;
}
