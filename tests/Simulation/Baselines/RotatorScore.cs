namespace Egress.Simulation.Baselines;

/// <summary>What one rotator did to its callers, its keys, its quota and the account's rate.</summary>
internal sealed record RotatorScore
{
    public required int Rotations { get; init; }

    /// <summary>Those that ended with a new key, failed nobody's request and left no orphan.</summary>
    public required int Clean { get; init; }

    /// <summary>Of each caller alike.</summary>
    public required int Requests { get; init; }

    /// <summary>By the kind of caller, in the order of <see cref="Comparison.Kinds"/>.</summary>
    public required IReadOnlyList<int> Failed { get; init; }

    /// <summary>Callers of another consumer, with a key in the same plan.</summary>
    public required int FailedNeighbour { get; init; }

    /// <summary>Keys that work although no label of the secret names them.</summary>
    public required int Orphans { get; init; }

    /// <summary>Calls that the consumer may make today beyond its quota of one plan.</summary>
    public required long ExtraQuota { get; init; }

    /// <summary>Calls of the management API for its rotations, up to the end of the keys before.</summary>
    public required int Calls { get; init; }

    public static RotatorScore operator +(RotatorScore left, RotatorScore right) => new()
    {
        Rotations = left.Rotations + right.Rotations,
        Clean = left.Clean + right.Clean,
        Requests = left.Requests + right.Requests,
        Failed = [.. left.Failed.Zip(right.Failed, (one, other) => one + other)],
        FailedNeighbour = left.FailedNeighbour + right.FailedNeighbour,
        Orphans = left.Orphans + right.Orphans,
        ExtraQuota = left.ExtraQuota + right.ExtraQuota,
        Calls = left.Calls + right.Calls,
    };
}
