namespace Egress.Admin.Sweeping;

/// <summary>What a sweep found and did.</summary>
internal sealed record SweepReport
{
    /// <summary>False for one consumer alone, and for a sweep that only shows what it would do.</summary>
    public bool IsOfAll { get; init; }

    public int Consumers { get; set; }
    public int KeysAlive { get; set; }
    public int KeysHeld { get; set; }

    /// <summary>Consumers whose key should have been rotated, and was not.</summary>
    public int RotationsOverdue { get; set; }

    /// <summary>What somebody has to look at.</summary>
    public int Findings { get; set; }

    /// <summary>False when time ran out before the last consumer.</summary>
    public bool IsComplete { get; set; } = true;

    public List<SweepLine> Done { get; set; } = [];
}
