using System.Globalization;
using System.Text;
using Egress.Benchmarks.Functions;

namespace Egress.Benchmarks.Reporting;

/// <summary>Bars over a logarithmic axis: cold start and warm call of each variant. Drawn on nothing, in colours that hold on white and on black.</summary>
internal static class BenchChart
{
    private const int Width = 960;
    private const int RowHeight = 26;
    private const int Label = 150;
    private const int Bars = 270;

    private static readonly (string Title, Scenario Scenario, Func<Run, double> Figure)[] Panels =
    [
        ("cold, one vCPU, ms", Scenario.OneCpu, run => run.Cold),
        ("cold, share of 128 MB, ms", Scenario.Share, run => run.Cold),
        ("warm p50, one vCPU, ms", Scenario.OneCpu, run => run.Warm),
        ("warm p50, share of 128 MB, ms", Scenario.Share, run => run.Warm),
    ];

    public static string Svg(Results results)
    {
        var panelHeight = (results.Variants.Count * RowHeight) + 50;
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $$"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {{Width}} {{2 * panelHeight}}" width="{{Width}}" height="{{2 * panelHeight}}" role="img" aria-labelledby="title">
            <title id="title">Cold start and warm call of {{string.Join(", ", results.Variants.Select(variant => variant.Name))}}</title>
            <style>
            text {font: 12px system-ui, sans-serif; fill: #24292f} .ours {fill: #1f8fff} .peer {fill: #8a8f98}
            @media (prefers-color-scheme: dark) { text {fill: #e6edf3} }
            </style>

            """);
        foreach (var (panel, index) in Panels.Select((panel, index) => (panel, index)))
        {
            var (left, top) = (index % 2 * (Width / 2), index / 2 * panelHeight);
            svg.Append(CultureInfo.InvariantCulture, $"""<text x="{left + 10}" y="{top + 20}" font-weight="bold">{panel.Title}</text>""").Append('\n');
            Panel(svg, results, panel.Scenario, panel.Figure, left, top + 32);
        }

        return svg.Append("</svg>\n").ToString();
    }

    private static void Panel(StringBuilder svg, Results results, Scenario scenario, Func<Run, double> figure, int left, int top)
    {
        var samples = results.Variants.Select(variant => (variant.Name, Found: results.Of(variant.Name, scenario, figure))).ToList();
        var values = samples.Where(sample => sample.Found is not null).Select(sample => sample.Found!.Value.Median).DefaultIfEmpty(1).ToList();
        var (least, most) = (values.Min() / 2, values.Max());
        foreach (var ((name, found), row) in samples.Select((sample, row) => (sample, row)))
        {
            var y = top + (row * RowHeight);
            var width = found is { } sample ? Math.Round(Bars * Math.Log(sample.Median / least) / Math.Log(most / least), 1) : 0;
            svg.Append(CultureInfo.InvariantCulture, $"""<text x="{left + Label - 8}" y="{y + 14}" text-anchor="end">{name}</text><rect class="{(name.StartsWith("Caller", StringComparison.Ordinal) ? "ours" : "peer")}" x="{left + Label}" y="{y}" width="{width}" height="{RowHeight - 8}" rx="2"/><text x="{left + Label + width + 5}" y="{y + 14}">{(found is { } shown ? Sample.Short(shown.Median) : "not measured")}</text>""").Append('\n');
        }
    }
}
