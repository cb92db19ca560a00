using System.Globalization;
using System.Text;

namespace Egress.Benchmarks.Costs;

/// <summary>Costs over calls, both axes logarithmic, a panel per Region. Drawn on nothing, in colours that hold on white and on black.</summary>
internal static class CostChart
{
    private const int Width = 960;
    private const int Height = 430;

    // Told apart by dashes too, for those who cannot by colour.
    private static readonly (Alternative Way, string Colour, string Dashes)[] Curves =
    [
        (Alternative.Egress, "#1f8fff", "none"),
        (Alternative.Nat, "#d9730d", "7 4"),
        (Alternative.Firewall, "#d6456f", "2 4"),
        (Alternative.Proxy, "#2f9e63", "11 3 2 3"),
    ];

    public static string Svg()
    {
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $$"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {{Width}} {{Height}}" width="{{Width}}" height="{{Height}}" role="img" aria-labelledby="title">
            <title id="title">Dollars a month over calls a month for {{string.Join(", ", Curves.Select(curve => curve.Way.Name))}}</title>
            <style>
            text {font: 12px system-ui, sans-serif; fill: #24292f} .grid {stroke: #808080; stroke-opacity: .3} .curve {fill: none; stroke-width: 2.5}
            @media (prefers-color-scheme: dark) { text {fill: #e6edf3} }
            </style>

            """);
        Legend(svg);
        foreach (var (region, left) in Region.All.Zip([60, 530]))
        {
            Panel(svg, region, new Plot(left, Top: 70, Width: 410, Height: 300));
        }

        return svg.Append("</svg>\n").ToString();
    }

    private static void Legend(StringBuilder svg)
    {
        foreach (var ((way, colour, dashes), left) in Curves.Zip([60, 190, 350, 520]))
        {
            svg.Append(CultureInfo.InvariantCulture, $"""
                <path class="curve" stroke="{colour}" stroke-dasharray="{dashes}" d="M{left} 20h36"/><text x="{left + 44}" y="24">{way.Name}</text>

                """);
        }
    }

    private static void Panel(StringBuilder svg, Region region, Plot plot)
    {
        svg.Append(CultureInfo.InvariantCulture, $"""<text x="{plot.Left}" y="{plot.Top - 12}" font-weight="bold">{region.Name}</text><text x="{plot.Left + plot.Width}" y="{plot.Top + plot.Height + 40}" text-anchor="end">calls a month</text>""").Append('\n');
        for (var power = Plot.LeastCalls; power <= Plot.MostCalls; power++)
        {
            var x = plot.X((decimal)Math.Pow(10, power));
            svg.Append(CultureInfo.InvariantCulture, $"""<path class="grid" d="M{x} {plot.Top}v{plot.Height}"/><text x="{x}" y="{plot.Top + plot.Height + 18}" text-anchor="middle">{Axis(power)}</text>""").Append('\n');
        }

        for (var power = Plot.LeastDollars; power <= Plot.MostDollars; power++)
        {
            var y = plot.Y((decimal)Math.Pow(10, power));
            svg.Append(CultureInfo.InvariantCulture, $"""<path class="grid" d="M{plot.Left} {y}h{plot.Width}"/><text x="{plot.Left - 6}" y="{y}" dy="4" text-anchor="end">{Figure.Dollars((decimal)Math.Pow(10, power))}</text>""").Append('\n');
        }

        foreach (var (way, colour, dashes) in Curves)
        {
            svg.Append(CultureInfo.InvariantCulture, $"""<path class="curve" stroke="{colour}" stroke-dasharray="{dashes}" d="{plot.Curve(way, region)}"/>""").Append('\n');
        }

        foreach (var (way, colour, _) in Curves)
        {
            BreakEvenMark(svg, region, plot, way, colour);
        }
    }

    private static void BreakEvenMark(StringBuilder svg, Region region, Plot plot, Alternative way, string colour)
    {
        if (way != Alternative.Egress && BreakEven.Calls(way, region, new Usage(0)) is { } calls)
        {
            var (x, y) = (plot.X(calls), plot.Y(way.Monthly(region, new Usage(calls))));
            svg.Append(CultureInfo.InvariantCulture, $"""<circle cx="{x}" cy="{y}" r="4.5" fill="{colour}"><title>{way.Name} is cheaper from {Figure.Calls(calls)} calls a month</title></circle>""").Append('\n');
        }
    }

    private static string Axis(int power) => power < 6 ? $"{(int)Math.Pow(10, power - 3)} k" : power < 9 ? $"{(int)Math.Pow(10, power - 6)} M" : $"{(int)Math.Pow(10, power - 9)} G";
}
