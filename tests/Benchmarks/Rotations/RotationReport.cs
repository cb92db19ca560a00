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
        "| | failed of 10⁶ requests: callers by the client's rules | stock cache (5 s and an hour), nothing sent twice | another consumer of the plan | orphaned keys | quota granted anew, calls a rotation | management calls a rotation | rotations without a failure or an orphan | management calls for each of those |",
        "|---|---:|---:|---:|---:|---:|---:|---:|---:|",
        .. rows, "",
        $"- Orphaned: it works, and no label of the secret names it. Granted anew: what the consumer may call that day beyond its quota of {Comparison.Quota:N0}; ours is what AWS's reports, 35 minutes late, do not tell yet.",
        $"- Without a failure or an orphan: of {Days * Comparison.Rotations} rotations, those that ended with a new key, failed no request of any of the three kinds of callers, and left no orphan. Ours among the others were cut off three times in a row: the key in use stayed, and nobody noticed.",
        "- Management calls: up to the end of the key before; ours counts what its sweep does beyond a sweep that finds nothing.",
        "- Fewest: a rotator that fails requests or leaves orphans does other work, so its calls are no measure for ours. Over all days none but ours has neither, so being the fewest of those says nothing; what says something is the least that the algorithm can do with, below.", "",
        .. calls, "",
        "What they do:", "",
        .. PublishedRotators.All.Select(rotator => $"- **{rotator.Id}** {rotator.Origin}: {rotator.Steps}."),
    ];

    private static string Row(string name, RotatorScore score) => string.Create(
        CultureInfo.InvariantCulture,
        $"| {name} | {Of(score.Failed, score.Requests)} | {Of(score.FailedStock, score.Requests)} | {Of(score.FailedNeighbour, score.Requests / 2)} | {score.Orphans} | {score.ExtraQuota / score.Rotations:N0} | {(double)score.Calls / score.Rotations:0.0} | {score.Clean} | {(score.Clean == 0 ? "–" : ((double)score.Calls / score.Clean).ToString("0.0", CultureInfo.InvariantCulture))} |");

    private static string Of(int failed, int requests) => (1e6 * failed / requests).ToString("N0", CultureInfo.InvariantCulture);

    private static async Task<RotatorScore> SumAsync(Func<int, Task<RotatorScore>> run, CancellationToken cancellationToken)
    {
        var scores = new RotatorScore[Days];
        await Parallel.ForAsync(0, Days, cancellationToken, async (day, _) => scores[day] = await run(day));
        return scores.Aggregate((left, right) => left + right);
    }
}
