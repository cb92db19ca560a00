using Egress.Simulation;
using Egress.Simulation.Baselines;

namespace Egress.Benchmarks.Rotations;

/// <summary>What our rotation must ask of the management API, by the number of plans, and what it asked.</summary>
internal static class CallTable
{
    private const int MostPlans = 10; // of one key [Quotas for configuring and running a REST API]

    public static IEnumerable<string> Of(IReadOnlyList<(string By, string Operation)> calls)
    {
        var plans = DeployedStack.Upstreams.Length;
        var steps = CallFloor.Needs.GroupBy(need => need.By).ToArray();
        return
        [
            "## The fewest calls", "",
            $"Of one rotation that nothing disturbs, for a key in *g* plans with a quota that was used. Every step is an invocation of its own and remembers nothing, so it reads what it relies on, once; stamps are read before they are written; what takes something away looks once more. Ours: the second rotation of a day without cuts, {plans} plans.", "",
            $"| | what for | reads | writes | at {plans} plans | ours |", "|---|---|---:|---:|---:|---:|",
            .. steps.SelectMany(step => step.Select((need, index) => $"| {(index == 0 ? step.Key : "")} | {need.For} | {Text(need.Reads, need.ReadsPerPlan)} | {Text(need.Writes, need.WritesPerPlan)} | {need.Of(plans)} | {(index == 0 ? $"{calls.Count(call => call.By == step.Key)} in all" : "")} |")),
            $"| **sum** | | {Sum(need => need.Reads, need => need.ReadsPerPlan)} | {Sum(need => need.Writes, need => need.WritesPerPlan)} | **{CallFloor.Of(plans)}** | **{calls.Count}** |", "",
            $"By operation: {string.Join(", ", calls.CountBy(call => call.Operation).OrderByDescending(count => count.Value).ThenBy(count => count.Key, StringComparer.Ordinal).Select(count => $"{count.Key} {count.Value}"))}. With one plan it is {CallFloor.Of(1)}, with {MostPlans} {CallFloor.Of(MostPlans)}.",
        ];
    }

    private static string Sum(Func<CallNeed, int> once, Func<CallNeed, int> perPlan) => Text(CallFloor.Needs.Sum(once), CallFloor.Needs.Sum(perPlan));

    private static string Text(int once, int perPlan) => (once, perPlan) switch
    {
        (0, 0) => "",
        (_, 0) => $"{once}",
        (0, 1) => "*g*",
        (0, _) => $"{perPlan}*g*",
        (_, 1) => $"{once} + *g*",
        _ => $"{once} + {perPlan}*g*",
    };
}
