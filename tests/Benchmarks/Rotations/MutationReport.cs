using Egress.Simulation.Mutations;

namespace Egress.Benchmarks.Rotations;

/// <summary>Admin, broken in every way of the list: which test catches it.</summary>
internal static class MutationReport
{
    private const string Account = "tests/Benchmarks/results/mutations.md";
    private const string Part = "artifacts/mutations.md";

    /// <summary>All of them into the results; or those whose name holds one of the texts, into <c>artifacts/mutations.md</c>. True when each was caught.</summary>
    public static bool Write(string root, IReadOnlyCollection<string> only)
    {
        var run = new MutationRun(root, Path.Combine(root, "artifacts/mutations"));
        run.Prepare();
        var outcomes = new List<(Mutation Mutation, string Outcome)>();
        foreach (var mutation in MutationList.All.Where(each => only.Count == 0 || only.Any(text => each.Name.Contains(text, StringComparison.OrdinalIgnoreCase))))
        {
            outcomes.Add((mutation, run.Try(mutation)));
        }

        File.WriteAllText(Path.Combine(root, only.Count == 0 ? Account : Part), string.Join('\n', Lines(outcomes)) + "\n");
        return outcomes.Count > 0 && outcomes.All(each => each.Outcome == "caught");
    }

    private static IEnumerable<string> Lines(IEnumerable<(Mutation Mutation, string Outcome)> outcomes) =>
    [
        "# What the tests catch", "", "Written by `dotnet run -c Release --project tests/Benchmarks -- mutations`: a copy of Admin is broken in one way at a time, and the one test named here is run.", "",
        "| mutation | file | test of Admin.Tests | |", "|---|---|---|---|",
        .. outcomes.Select(each => $"| {each.Mutation.Name} | {each.Mutation.File} | `{each.Mutation.Test}` | {each.Outcome} |"),
    ];
}
