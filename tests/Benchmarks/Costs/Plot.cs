using System.Globalization;

namespace Egress.Benchmarks.Costs;

/// <summary>Where a panel lies, and where on it a number of calls and of dollars. Powers of ten are the ends of the axes.</summary>
internal readonly record struct Plot(int Left, int Top, int Width, int Height)
{
    public const int LeastCalls = 4;
    public const int MostCalls = 9;
    public const int LeastDollars = 1;
    public const int MostDollars = 4;
    private const int PointsPerPower = 12;

    public decimal X(decimal calls) => Place(Left + (Width * Share(calls, LeastCalls, MostCalls)));

    public decimal Y(decimal dollars) => Place(Top + (Height * (1 - Share(dollars, LeastDollars, MostDollars))));

    public string Curve(Alternative way, Region region)
    {
        var plot = this;
        var points = Enumerable.Range(0, ((MostCalls - LeastCalls) * PointsPerPower) + 1)
            .Select(step => (long)Math.Round(Math.Pow(10, LeastCalls + (step / (double)PointsPerPower))))
            .Select(calls => string.Create(CultureInfo.InvariantCulture, $"{plot.X(calls)} {plot.Y(way.Monthly(region, new Usage(calls)))}"));
        return "M" + string.Join("L", points);
    }

    private static double Share(decimal value, int least, int most) => (Math.Log10((double)value) - least) / (most - least);

    // A tenth of a pixel: no machine's last bits of a logarithm reach the file.
    private static decimal Place(double pixels) => Math.Round((decimal)pixels, 1, MidpointRounding.AwayFromZero);
}
