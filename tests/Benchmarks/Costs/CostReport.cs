using System.Text;

namespace Egress.Benchmarks.Costs;

/// <summary>What `costs` writes: the section of README.md between two marks, the full account and the chart.</summary>
internal static class CostReport
{
    public const string Readme = "README.md";
    public const string Account = "tests/Benchmarks/results/costs.md";
    public const string Chart = "tests/Benchmarks/results/costs.svg";
    private const string Begins = "<!-- costs: written by `dotnet run --project tests/Benchmarks -- costs` -->\n";
    private const string Ends = "<!-- end of costs -->\n";

    public static void Write(string root)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(root, Account))!);
        File.WriteAllText(Path.Combine(root, Account), AccountText());
        File.WriteAllText(Path.Combine(root, Chart), CostChart.Svg());
        File.WriteAllText(Path.Combine(root, Readme), InReadme(File.ReadAllText(Path.Combine(root, Readme))));
    }

    /// <summary>The README with its section as it should be.</summary>
    public static string InReadme(string readme)
    {
        var (begins, ends) = (readme.IndexOf(Begins, StringComparison.Ordinal), readme.IndexOf(Ends, StringComparison.Ordinal));
        if (begins < 0 || ends < begins)
        {
            throw new InvalidOperationException($"{Readme} should hold the lines {Begins.Trim()} and {Ends.Trim()}, in this order; put them where the section on costs belongs.");
        }

        return readme[..(begins + Begins.Length)] + ReadmeText() + readme[ends..];
    }

    public static string AccountText() => Lines(
    [
        "# What a way out costs", "", "Written by `dotnet run --project tests/Benchmarks -- costs`; a test compares it with what the code computes. Change the code, not this file.", "",
        "![Costs a month over calls a month](costs.svg)", "",
        "## A month", "", CostText.Cheapest, "", .. CostTables.Monthly([0, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000]), "",
        "## Break-even", "", CostText.BreakEvens, "", .. CostTables.BreakEvens(new Usage(0)), "",
        "The same with `Tracing=true`:", "", .. CostTables.BreakEvens(new Usage(0) { IsTraced = true }), "",
        "Calls a month from which the other is cheaper, by the size of an answer:", "", .. CostTables.BreakEvensBySize([1, 10, 30, 100, 1_000]), "",
        "## Formulas", "", "Each quantity times its price:", "", .. CostText.Formulas(), "",
        "## Assumptions", "", .. CostText.Assumptions(), "",
        "## Prices", "", .. CostTables.Prices(),
    ]);

    private static string ReadmeText() => Lines(
    [
        CostText.Cheapest, "",
        .. CostTables.Monthly([1_000_000, 10_000_000, 100_000_000]), "",
        $"![Costs a month over calls a month]({Chart})", "",
        CostText.BreakEvens, "",
        .. CostTables.BreakEvens(new Usage(0)), "",
        "Each quantity times its price:", "",
        .. CostText.Formulas(), "",
        "Assumptions:", "",
        .. CostText.Assumptions(), "",
        $"Each price with AWS's page and the day it was read: [{Account}]({Account}).",
    ]);

    private static string Lines(IEnumerable<string> lines) => lines.Aggregate(new StringBuilder(), (text, line) => text.Append(line).Append('\n')).ToString();
}
