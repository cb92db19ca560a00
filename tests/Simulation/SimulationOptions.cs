using Egress.Emulator.ControlPlane;
using Egress.Emulator.Gateway;

namespace Egress.Simulation;

/// <summary>How unhelpful the simulated world is. Durations are short, so that a schedule sees whole lives of keys.</summary>
internal sealed record SimulationOptions
{
    private const int LongOnes = 20;

    // More than the callers of a schedule use: whoever is refused was refused by a rotation.
    private static readonly QuotaLimit Quota = new(5000, "DAY", 0);

    public required int Seed { get; init; }
    public int Nodes { get; init; } = 3;
    public TimeSpan Propagation { get; init; }
    public TimeSpan SecretsLag { get; init; }
    public RotationOptions Rotation { get; init; } = new();
    public bool HasRates { get; init; } = true;
    public int ProbePasses { get; init; } = 20;
    public TimeSpan Grace { get; init; } = TimeSpan.FromHours(2);
    public TimeSpan MaxStale { get; init; } = TimeSpan.FromMinutes(30);
    public TimeSpan Quarantine { get; init; } = TimeSpan.FromHours(3);
    public TimeSpan PendingAbort { get; init; } = TimeSpan.FromMinutes(90);

    /// <summary>By upstream; the plan of one that is not named has none.</summary>
    public IReadOnlyDictionary<string, QuotaLimit>? Quotas { get; init; }

    /// <summary>How late GetUsage tells of a call.</summary>
    public TimeSpan UsageLag { get; init; }

    /// <summary>Hours of disturbances and the whole quarantine; otherwise one rotation and what disturbs it.</summary>
    public bool IsLong { get; init; } = true;

    /// <summary>What Admin is told of the grace, where that differs from the truth.</summary>
    public TimeSpan? ToldGrace { get; init; }

    /// <summary>Everything that may differ from run to run, drawn from the seed.</summary>
    public static SimulationOptions Of(int seed)
    {
        var (random, isLong) = (new Random(seed), seed % LongOnes == 0);
        return new SimulationOptions
        {
            Seed = seed,
            IsLong = isLong,
            Grace = TimeSpan.FromMinutes(isLong ? 120 : 40),
            Quotas = random.Next(4) == 0 ? DeployedStack.Upstreams.ToDictionary(upstream => upstream, _ => Quota) : null,
            UsageLag = TimeSpan.FromMinutes(35), // only where there is a quota
            Nodes = 1 + random.Next(8),
            Propagation = TimeSpan.FromSeconds(Pick(random, 0, 1, 5, 20, 55)),
            SecretsLag = TimeSpan.FromSeconds(Pick(random, 0, 1, 5, 15)),
            Rotation = new RotationOptions
            {
                MaxAttempts = 1 + random.Next(6),
                RetrySpacing = TimeSpan.FromSeconds(Pick(random, 1, 30, 120, 600)),
                RetriesKeepToken = random.Next(3) > 0,
                RemovesPendingAfterSuccess = random.Next(3) > 0,
            },
        };
    }

    private static int Pick(Random random, params int[] values) => values[random.Next(values.Length)];
}
