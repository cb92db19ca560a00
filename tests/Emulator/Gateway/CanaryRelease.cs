namespace Egress.Emulator.Gateway;

/// <summary>
/// A share of a stage's calls that is served with other values of its variables. [Set up an API Gateway canary release deployment]. An API has one deployment here, so
/// the variables are all that a canary differs in.
/// </summary>
internal sealed record CanaryRelease
{
    /// <summary>0 to 100.</summary>
    public double PercentTraffic { get; init; }

    public IReadOnlyDictionary<string, string> StageVariableOverrides { get; init; } = new Dictionary<string, string>();

    /// <summary>Shown, not performed: the emulator has no cache.</summary>
    public bool UsesStageCache { get; init; }

    /// <summary>The stage's variables, and over them the canary's.</summary>
    public IReadOnlyDictionary<string, string> Over(IReadOnlyDictionary<string, string> variables)
    {
        var all = variables.ToDictionary();
        foreach (var (name, value) in StageVariableOverrides)
        {
            all[name] = value;
        }

        return all;
    }
}
