namespace Egress.Admin.Tests.Simulation;

/// <summary>How unhelpful the world is.</summary>
internal sealed record WorldOptions
{
    public int Nodes { get; init; } = 1;

    /// <summary>A change reaches each node after a delay between zero and this.</summary>
    public TimeSpan Propagation { get; init; }

    /// <summary>How late a reader of Secrets Manager sees a new version or label.</summary>
    public TimeSpan SecretsLag { get; init; }

    public int Seed { get; init; } = 1;
}
