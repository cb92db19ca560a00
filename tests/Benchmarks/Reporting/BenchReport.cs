using System.Text;
using Egress.Benchmarks.Functions;

namespace Egress.Benchmarks.Reporting;

/// <summary>What `make bench` writes: the full account, the chart, and the section of README.md between two marks.</summary>
internal static class BenchReport
{
    private const string Readme = "README.md";
    private const string Account = "tests/Benchmarks/results/bench.md";
    private const string Chart = "tests/Benchmarks/results/bench.svg";
    private const string Begins = "<!-- bench: written by `make bench` -->\n";
    private const string Ends = "<!-- end of bench -->\n";

    public static void Write(string root, Results results)
    {
        File.WriteAllText(Path.Combine(root, Chart), BenchChart.Svg(results));
        File.WriteAllText(Path.Combine(root, Account), Lines(AccountLines(results)));
        File.WriteAllText(Path.Combine(root, Readme), InReadme(File.ReadAllText(Path.Combine(root, Readme)), results));
    }

    private static string InReadme(string readme, Results results)
    {
        var (begins, ends) = (readme.IndexOf(Begins, StringComparison.Ordinal), readme.IndexOf(Ends, StringComparison.Ordinal));
        return begins >= 0 && ends > begins
            ? readme[..(begins + Begins.Length)] + Lines(ReadmeLines(results)) + readme[ends..]
            : throw new InvalidOperationException($"{Readme} should hold the lines {Begins.Trim()} and {Ends.Trim()}, in this order; put them where the section on speed belongs.");
    }

    private static IEnumerable<string> ReadmeLines(Results results) =>
    [
        .. BenchTables.Functions(results, Scenario.OneCpu), "",
        .. BenchTables.Functions(results, Scenario.Share), "",
        $"![Cold start and warm call]({Chart})", "",
        .. BenchTables.Targets(results), "",
        $"Medians of interleaved rounds (least–most), on {results.Machine.Hardware}; {results.Machine.Software}; load before: {results.Machine.LoadBefore}. {Built(results)} Not measured on AWS: read the ratios, not the milliseconds. Seed-style Python opens a connection for each call (`requests`), good Python keeps one; the C floor is a C program that does the least that must be done. The other tables and how it is measured: [{Account}]({Account}).",
    ];

    private static string Built(Results results) => $"Caller, AOT is {results.Variants.First(variant => variant.Name == Variant.Aot).What.Split(';')[0]}. {StandIns}";

    private static IEnumerable<string> AccountLines(Results results) =>
    [
        "# How fast", "", "Written by `make bench`.", "",
        $"- Machine: {results.Machine.Hardware}", $"- Software: {results.Machine.Software}", $"- Load (1, 5, 15 minutes) before: {results.Machine.LoadBefore}; after: {Machine.Load}", "",
        "![Cold start and warm call](bench.svg)", "",
        "## Targets", "", .. BenchTables.Targets(results), "",
        "## Functions", "", .. Scenario.All.SelectMany(scenario => (IEnumerable<string>)[.. BenchTables.Functions(results, scenario), ""]),
        "What they are:", "", .. results.Variants.Select(variant => $"- **{variant.Name}**: {variant.What}{(variant.WhyNot is { } whyNot ? $"; not measured: {whyNot}" : "")}"), "",
        .. Conditions(results), "",
        "## Emulator", "", "Small answers over 8 kept connections for 3 s, then one answer of 100 MB; plain HTTP; five rounds in turns. nginx checks the key and proxies; serverless-offline proxies and checks nothing, or checks the key and has a function make the call; the emulator does all that API Gateway does.", "", .. BenchTables.Emulator(results), "",
        "## Client", "", "A kilobyte over a kept HTTPS connection, by BenchmarkDotNet.", "", .. BenchTables.Client(results),
    ];

    private static IEnumerable<string> Conditions(Results results) =>
    [
        "How it is measured:", "",
        $"- The function has the first processor, the gateway and the Runtime API the second{(Cores.CanBeParted ? "" : " (not here: it has one, or is not Linux)")}. init: from before the process is made to its first poll. first call: from the event's first byte to the answer's last. cold: their sum. warm: the calls after that.",
        "- At a share of 128 MB: 128/1769 of a processor from the first poll on, as Lambda does; 50 ms between calls.",
        $"- Caller and the C floor trust one root; the others the {results.Roots} of an image, as they come. Caller reads its key from Secrets Manager in INIT, over plain HTTP; the peers are given theirs. The peers' loop over the Runtime API is smaller than AWS's own clients.",
        $"- {StandIns}",
        "- Every answer is checked; a wrong one makes the row no result. One round before the first is not counted.",
    ];

    private static string StandIns => File.Exists(Path.Combine(AppContext.BaseDirectory, "AWSSDK.SecretsManager.dll"))
        && System.Diagnostics.FileVersionInfo.GetVersionInfo(Path.Combine(AppContext.BaseDirectory, "AWSSDK.SecretsManager.dll")).CompanyName is "Amazon.com, Inc"
        ? "Built with the official AWS packages."
        : "Built with tests/StandIns in place of AWS packages that the registry lacks: the official ones weigh more (0.7 ms and 4.5 MB for the runtime client, measured elsewhere).";

    private static string Lines(IEnumerable<string> lines) => lines.Aggregate(new StringBuilder(), (text, line) => text.Append(line).Append('\n')).ToString();
}
