namespace Egress.Emulator.ControlPlane;

/// <summary>
/// What AWS leaves undocumented of a rotation: how often, how far apart and with which token a failed one is tried again, and whether AWSPENDING
/// goes away afterwards.
/// </summary>
internal sealed record RotationOptions
{
    /// <summary>The first run included.</summary>
    public int MaxAttempts { get; init; } = 3;

    public TimeSpan RetrySpacing { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Sets a rotation off on its own: on another thread, unless a simulation wants it on its one thread and in its time.</summary>
    public Action<Func<Task>> Launch { get; init; } = run => Task.Run(run);

    /// <summary>False: each further attempt gets a token of its own.</summary>
    public bool RetriesKeepToken { get; init; } = true;

    /// <summary>The version on which testSecret runs alone has the value in force (getmoto/moto #8547); false: it has none. AWS's pages do not say.</summary>
    public bool TestVersionHasValue { get; init; } = true;

    /// <summary>aws-secrets-manager-rotation-lambdas #145 says that the service removes it; users still see both labels (#168).</summary>
    public bool RemovesPendingAfterSuccess { get; init; } = true;
}
