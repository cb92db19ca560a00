namespace Egress.Simulation.Baselines;

/// <summary>Management calls that one part of a rotation cannot do without.</summary>
internal sealed record CallNeed(string By, string For, int Reads = 0, int ReadsPerPlan = 0, int Writes = 0, int WritesPerPlan = 0)
{
    public int Of(int plans) => ReadsOf(plans) + WritesOf(plans);

    public int ReadsOf(int plans) => Reads + (ReadsPerPlan * plans);

    public int WritesOf(int plans) => Writes + (WritesPerPlan * plans);
}
