namespace Egress.Simulation;

/// <summary>I9: the rate over all instances of Admin stays within what it may take of the account's, it does as it is told, and plans are never changed.</summary>
internal sealed class RateRule(SimulatedWorld world)
{
    private const int MostCallsAMinute = (4 * 60) + 40;

    private int _from;
    private int _to;
    private int _minute;

    /// <summary>What was wrong since the last look, or null.</summary>
    public string? Breach()
    {
        var isPlanChanged = false;
        for (; _to < world.Calls.Count; _to++)
        {
            _minute += Management(_to);
            isPlanChanged |= world.Calls[_to].Operation.Name == "UpdateUsagePlan";
        }

        for (; _from < _to && world.Clock.GetUtcNow() - world.Calls[_from].At >= TimeSpan.FromMinutes(1); _from++)
        {
            _minute -= Management(_from);
        }

        return _minute > MostCallsAMinute ? $"{_minute} management calls within a minute"
            : isPlanChanged ? "UpdateUsagePlan was called"
            : world.Wire.Manners.Breach;
    }

    private int Management(int call) => world.Calls[call].Operation.Service == "apigateway" ? 1 : 0;
}
