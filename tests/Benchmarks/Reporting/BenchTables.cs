using Egress.Benchmarks.Emulating;
using Egress.Benchmarks.Functions;

namespace Egress.Benchmarks.Reporting;

/// <summary>The tables, in Markdown. What was not measured has its row, and its reason.</summary>
internal static class BenchTables
{
    private static readonly string[] ProxyNames = [EmulatorBench.Emulator, EmulatorBench.Nginx, ServerlessOffline.Unchecked, ServerlessOffline.Checked];

    public static IEnumerable<string> Functions(Results results, Scenario scenario) =>
    [
        $"| {scenario.Name} | init ms | first call ms | cold ms | × seed | × C floor | warm p50 ms | warm p99 ms | peak MB |",
        "|---|---:|---:|---:|---:|---:|---:|---:|---:|",
        .. results.Variants.Where(variant => scenario.Only?.Contains(variant.Name) ?? true).Select(variant => Row(results, variant.Name, scenario)),
    ];

    public static IEnumerable<string> Targets(Results results) => ["| what | target | found | |", "|---|---:|---:|---|", .. Reporting.Targets.Of(results).Select(target => target.Row)];

    public static IEnumerable<string> Emulator(Results results) =>
    [
        "| | requests per CPU second | requests per second | 100 MB, ms | peak MB before it | after it |",
        "|---|---:|---:|---:|---:|---:|",
        .. ProxyNames.Select(name => results.Of(name, run => run.PerCpuSecond) is { } perCpu
            ? $"| {name} | {perCpu} | {results.Of(name, run => run.PerSecond)} | {results.Of(name, run => run.HugeMilliseconds)?.ToString() ?? "–"} | {results.Of(name, run => run.PeakBefore)} | {results.Of(name, run => run.PeakAfter)} |"
            : $"| {name} | not measured: {results.LeftOut[name].Replace('|', '/')} | | | | |"),
    ];

    public static IEnumerable<string> Client(Results results) =>
    [
        "| | µs a call | bytes a call |",
        "|---|---:|---:|",
        .. results.Client.Select(row => $"| {row.Name} | {Sample.Short(row.Microseconds)} ± {Sample.Short(row.Error)} | {Sample.Short(row.Bytes)} |"),
    ];

    private static string Row(Results results, string variant, Scenario scenario)
    {
        if (results.WhyNot(variant, scenario) is { } whyNot)
        {
            return $"| {variant} | not measured: {whyNot.Replace('|', '/')} | | | | | | | |";
        }

        Sample Of(Func<Run, double> figure) => results.Of(variant, scenario, figure)!.Value;
        return $"| {variant} | {Of(run => run.Init)} | {Of(run => run.First)} | {Of(run => run.Cold)} | {Ratio(Variant.Seed)} | {Ratio(Variant.Floor)} | {Of(run => run.Warm)} | {Of(run => run.WarmTail)} | {Of(run => run.Peak)} |";

        string Ratio(string peer) => results.Ratio(variant, peer, scenario, run => run.Cold) is { } ratio ? Sample.Short(ratio) : "–";
    }
}
