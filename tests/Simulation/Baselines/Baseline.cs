namespace Egress.Simulation.Baselines;

/// <summary>A published way to rotate, as its list of steps.</summary>
internal sealed record Baseline
{
    /// <summary>As in the results: B1 to B10.</summary>
    public required string Id { get; init; }

    public required string Origin { get; init; }

    /// <summary>What it does, in its order.</summary>
    public required string Steps { get; init; }

    /// <summary>By the step's name; a rotator that is one function has the one step <c>rotate</c>. Arguments: the calls, the version's token.</summary>
    public required IReadOnlyDictionary<string, Func<PlainCalls, string, Task>> Does { get; init; }

    /// <summary>It answers every error as if nothing had happened, so nobody tries again.</summary>
    public bool HidesErrors { get; init; }

    /// <summary>What it does to the key before, this long after the rotation.</summary>
    public IReadOnlyList<(TimeSpan After, Func<PlainCalls, string, Task> Do)> Later { get; init; } = [];

    /// <summary>Secrets Manager drives it in four steps; otherwise a schedule invokes it.</summary>
    public bool IsDriven => !Does.ContainsKey("rotate");
}
