using Egress.Benchmarks.Emulating;
using Egress.Benchmarks.Functions;

namespace Egress.Benchmarks.Reporting;

/// <summary>All that one `make bench` found.</summary>
internal sealed record Results
{
    public required IReadOnlyList<Variant> Variants { get; init; }
    public required IReadOnlyList<Run> Runs { get; init; }
    public required IReadOnlyList<ProxyRun> Proxies { get; init; }

    /// <summary>By the name of a proxy, why it was not measured.</summary>
    public required IReadOnlyDictionary<string, string> LeftOut { get; init; }

    public required IReadOnlyList<ClientRow> Client { get; init; }
    public required Machine Machine { get; init; }
    public required int Roots { get; init; }

    /// <summary>None where one run of the variant was no result.</summary>
    public Sample? Of(string variant, Scenario scenario, Func<Run, double> figure)
    {
        var runs = Runs.Where(run => run.Variant == variant && run.Scenario == scenario).ToList();
        return runs.Count == 0 || runs.Exists(run => run.WhyNot is not null) ? null : Sample.Of(runs.Select(figure));
    }

    public string? WhyNot(string variant, Scenario scenario)
    {
        var runs = Runs.Where(run => run.Variant == variant && run.Scenario == scenario).ToList();
        var failed = runs.Where(run => run.WhyNot is not null).ToList();
        return failed.Count == 0 ? null : $"{failed.Count} of {runs.Count} rounds failed: {failed[0].WhyNot}";
    }

    public Sample? Of(string proxy, Func<ProxyRun, double?> figure) => Proxies.Where(run => run.Proxy == proxy).Select(figure).OfType<double>().ToList() is { Count: > 0 } values ? Sample.Of(values) : null;

    public double? Ratio(string variant, string peer, Scenario scenario, Func<Run, double> figure) => Of(variant, scenario, figure)?.Median / Of(peer, scenario, figure)?.Median;
}
