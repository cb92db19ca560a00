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

        await File.WriteAllTextAsync(Path.Combine(root, Account), string.Join('\n', Lines(rows)) + "\n", cancellationToken);
    }

    private static IEnumerable<string> Lines(IEnumerable<string> rows) =>
    [
        "# How to rotate a key", "", "Written by `dotnet run -c Release --project tests/Benchmarks -- rotation`.", "",
        $"{Days} simulated days, the same for each: {Comparison.Rotations} rotations, four gateway nodes that learn of a change within 20 s, Secrets Manager up to 5 s late. On every other day one call in twenty of the rotator is cut off: not sent, its answer lost, or the process gone after it.", "",
        "| | failed of 10⁶ requests: callers by the client's rules | stock cache (5 s and an hour), nothing sent twice | another consumer of the plan | orphaned keys | quota granted anew, calls a rotation | management calls a rotation |",
        "|---|---:|---:|---:|---:|---:|---:|",
        .. rows, "",
        $"- Orphaned: it works, and no label of the secret names it. Granted anew: what the consumer may call that day beyond its quota of {Comparison.Quota:N0}; ours is what AWS's reports, 35 minutes late, do not tell yet.",
        "- Management calls: ours lists, reads and proves before it changes anything, and counts what its sweep does beyond a sweep that finds nothing. Of those that fail no request it makes the fewest, being the only one; the short ones save calls by not looking.", "",
        "What they do:", "",
        .. PublishedRotators.All.Select(rotator => $"- **{rotator.Id}** {rotator.Origin}: {rotator.Steps}."),
    ];

    private static string Row(string name, RotatorScore score) => string.Create(
        CultureInfo.InvariantCulture,
        $"| {name} | {Of(score.Failed, score.Requests)} | {Of(score.FailedStock, score.Requests)} | {Of(score.FailedNeighbour, score.Requests / 2)} | {score.Orphans} | {score.ExtraQuota / score.Rotations:N0} | {(double)score.Calls / score.Rotations:0.0} |");

    private static string Of(int failed, int requests) => (1e6 * failed / requests).ToString("N0", CultureInfo.InvariantCulture);

    private static async Task<RotatorScore> SumAsync(Func<int, Task<RotatorScore>> run, CancellationToken cancellationToken)
    {
        var scores = new RotatorScore[Days];
        await Parallel.ForAsync(0, Days, cancellationToken, async (day, _) => scores[day] = await run(day));
        return scores.Aggregate((left, right) => left + right);
    }
}
