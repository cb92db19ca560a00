namespace Egress.Simulation.Baselines;

/// <summary>
/// The fewest management calls that this algorithm comes to, for a rotation that nothing disturbs, of a managed key whose plans have quotas that were used.
/// Every step is an invocation of its own and remembers nothing, so it reads what it relies on once; a stamp lies among others in one description, so it is read before
/// it is written; what takes something away looks once more. A fixed number, and so many for each plan.
/// </summary>
internal static class CallFloor
{
    public static IReadOnlyList<CallNeed> Needs { get; } =
    [
        new("createSecret", "what is granted; room for one key more", Reads: 2),
        new("setSecret", "what is granted; the keys of both values; what the one before has left", Reads: 2, ReadsPerPlan: 1),
        new("setSecret", "the key; its plans; its quota", Writes: 1, WritesPerPlan: 2),
        new("testSecret", "what is granted; the key", Reads: 2),
        new("testSecret", "the proof, after minutes of probing", Reads: 1, Writes: 1),
        new("finishSecret", "what is granted; the keys of both values; the plans of the new one", Reads: 3),
        new("finishSecret", "the grace of the one before", Reads: 1, Writes: 1),
        new("sweep", "use before the end of grace, stamped", Reads: 1, ReadsPerPlan: 1, Writes: 1),
        new("sweep", "use at the end of grace; found retirable", Reads: 1, ReadsPerPlan: 1, Writes: 1),
        new("sweep", "disabled, after another look", Reads: 1, Writes: 1),
        new("sweep", "the quota settled: both keys' figures, the target, the figure written, the end", Reads: 1, ReadsPerPlan: 2, Writes: 2, WritesPerPlan: 1),
        new("sweep", "deleted, after another look", Reads: 1, Writes: 1),
    ];

    public static int Of(int plans) => Needs.Sum(need => need.Of(plans));
}
