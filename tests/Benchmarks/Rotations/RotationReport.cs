using System.Globalization;
using Egress.Simulation.Baselines;

namespace Egress.Benchmarks.Rotations;

/// <summary>Ours and ten published rotators in the same simulated days, as a table.</summary>
internal static class RotationReport
{
    private const string Account = "tests/Benchmarks/results/rotation.md";
    private const int Days = 100;

    public static async Task WriteAsync(string root, CancellationToken cancellationToken)
    {
        var rows = new List<string> { Row("**ours**", await SumAsync(Comparison.OursAsync, cancellationToken)) };
        foreach (var rotator in PublishedRotators.All)
        {
            rows.Add(Row(rotator.Id, await SumAsync(seed => Comparison.OfAsync(rotator, seed), cancellationToken)));
        }

        var calls = await Comparison.CallsOfOursAsync();
        await File.WriteAllTextAsync(Path.Combine(root, Account), string.Join('\n', Lines(rows, [.. CallTable.Of(calls)])) + "\n", cancellationToken);
    }

    private static IEnumerable<string> Lines(IEnumerable<string> rows, IEnumerable<string> calls) =>
    [
        "# How to rotate a key", "", "Written by `dotnet run -c Release --project tests/Benchmarks -- rotation`.", "",
        $"{Days} simulated days, the same for each: {Comparison.Rotations} rotations, four gateway nodes that learn of a change within 20 s, Secrets Manager up to 5 s late. On every other day one call in twenty of the rotator is cut off: not sent, its answer lost, or the process gone after it.", "",
        $"| | failed of 10⁶ requests: {string.Join(" | ", Comparison.Kinds.Select(kind => kind.Name))} | another consumer of the plan | orphaned keys | quota granted anew, calls a rotation | management calls a rotation | rotations without a failure or an orphan | management calls for each of those |",
        "|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|",
        .. rows, "",
        $"- Callers: {string.Join("; ", Comparison.Kinds.Select(kind => $"{kind.Name} {kind.What}"))}.",
        $"- Orphaned: it works, and no label of the secret names it. Granted anew: what the consumer may call that day beyond its quota of {Comparison.Quota:N0}; ours is what AWS's reports, 35 minutes late, do not tell yet.",
        $"- Without a failure or an orphan: of {Days * Comparison.Rotations} rotations, those that ended with a new key, failed no request of any caller, and left no orphan. Ours among the others were cut off three times in a row: the key in use stayed, and nobody noticed.",
        "- Management calls: up to the end of the key before; ours counts what its sweep does beyond a sweep that finds nothing.",
        "- Fewest: for each rotation that nobody noticed, ours; by the plain count the short ones, which save calls by not looking. The least that ours could do with stands below.", "",
        .. calls, "",
        "What they do:", "",
        .. PublishedRotators.All.Select(rotator => $"- **{rotator.Id}** {rotator.Origin}: {rotator.Steps}."),
    ];

    private static string Row(string name, RotatorScore score) => string.Create(
        CultureInfo.InvariantCulture,
        $"| {name} | {string.Join(" | ", score.Failed.Select(failed => Of(failed, score.Requests)))} | {Of(score.FailedNeighbour, score.Requests)} | {score.Orphans} | {score.ExtraQuota / score.Rotations:N0} | {(double)score.Calls / score.Rotations:0.0} | {score.Clean} | {(score.Clean == 0 ? "–" : ((double)score.Calls / score.Clean).ToString("0.0", CultureInfo.InvariantCulture))} |");

    private static string Of(int failed, int requests) => (1e6 * failed / requests).ToString("N0", CultureInfo.InvariantCulture);

    private static async Task<RotatorScore> SumAsync(Func<int, Task<RotatorScore>> run, CancellationToken cancellationToken)
    {
        var scores = new RotatorScore[Days];
        await Parallel.ForAsync(0, Days, cancellationToken, async (day, _) => scores[day] = await run(day));
        return scores.Aggregate((left, right) => left + right);
    }
}
