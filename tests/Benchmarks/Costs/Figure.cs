using System.Globalization;

namespace Egress.Benchmarks.Costs;

/// <summary>Numbers as they are shown. A figure bears a dagger when one unverified price, a tenth higher, would move it by half a percent.</summary>
internal static class Figure
{
    public const string Dagger = "†";
    private const decimal Moved = 0.005m;

    public static string Monthly(Alternative way, Region region, Usage usage) =>
        Marked(region, priced => way.Monthly(priced, usage), dollars => Dollars(dollars!.Value));

    public static string BreakEvenCalls(Alternative other, Region region, Usage usage) =>
        Marked(region, priced => BreakEven.Calls(other, priced, usage), calls => calls is { } some ? Calls((long)some) : "never");

    public static string BreakEvenAnswer(Alternative other, Region region, Usage usage) =>
        Marked(region, priced => BreakEven.AnswerKilobytes(other, priced, usage), size => size is { } some ? string.Create(CultureInfo.InvariantCulture, $"{some:N0} KB") : "no size");

    /// <summary>Up to how many calls none of the others is cheaper.</summary>
    public static string FirstBreakEven(Region region, Usage usage) =>
        Marked(region, priced => Alternative.Others.Min(other => BreakEven.Calls(other, priced, usage)), calls => calls is { } some ? Calls((long)some) : "any number of");

    public static string Dollars(decimal dollars) => string.Create(CultureInfo.InvariantCulture, $"${Math.Round(dollars, MidpointRounding.AwayFromZero):N0}");

    /// <summary>Whole up to a thousand; then thousands or millions, to three figures.</summary>
    public static string Calls(long calls) => calls switch
    {
        < 1_000 => calls.ToString(CultureInfo.InvariantCulture),
        < 1_000_000 => Short(calls / 1_000m) + " thousand",
        _ => Short(calls / 1_000_000m) + " million",
    };

    private static string Short(decimal number) => number.ToString(number < 10 ? "0.##" : number < 100 ? "0.#" : "#,##0", CultureInfo.InvariantCulture);

    private static string Marked(Region region, Func<Region, decimal?> compute, Func<decimal?, string> show)
    {
        var figure = compute(region);
        return show(figure) + (region.Doubts.Select(compute).Any(IsElsewhere) ? Dagger : "");

        bool IsElsewhere(decimal? other) => other is null != figure is null || Math.Abs((other ?? 0) - (figure ?? 0)) >= Moved * (figure ?? 1);
    }
}
