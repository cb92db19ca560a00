using System.Globalization;

namespace Egress.Benchmarks.Costs;

/// <summary>The tables, in Markdown.</summary>
internal static class CostTables
{
    public static IEnumerable<string> Monthly(IEnumerable<long> calls) =>
    [
        .. Head("Region", ["calls a month", Alternative.Egress.Name, "`Tracing=true`", .. Alternative.Others.Select(way => way.Name)]),
        .. from region in Region.All
           from count in calls
           let usage = new Usage(count)
           select Row(
           [
               region.Name,
               Figure.Calls(count),
               Figure.Monthly(Alternative.Egress, region, usage),
               Figure.Monthly(Alternative.Egress, region, usage with { IsTraced = true }),
               .. Alternative.Others.Select(way => Figure.Monthly(way, region, usage)),
           ]),
    ];

    public static IEnumerable<string> BreakEvens(Usage usage) =>
    [
        .. Head("Against", [.. Region.All.Select(region => $"calls a month, {region.Name}"), .. Region.All.Select(region => $"KB an answer, {region.Name}")]),
        .. from other in Alternative.Others
           select Row(
           [
               other.Name,
               .. Region.All.Select(region => Figure.BreakEvenCalls(other, region, usage)),
               .. Region.All.Select(region => Figure.BreakEvenAnswer(other, region, usage)),
           ]),
    ];

    public static IEnumerable<string> BreakEvensBySize(IEnumerable<int> kilobytes) =>
    [
        .. Head("Region", ["KB an answer", .. Alternative.Others.Select(way => way.Name)]),
        .. from region in Region.All
           from size in kilobytes
           let usage = new Usage(0) { AnswerKilobytes = size }
           select Row(region.Name, size.ToString("N0", CultureInfo.InvariantCulture), string.Join(" | ", Alternative.Others.Select(way => Figure.BreakEvenCalls(way, region, usage)))),
    ];

    public static IEnumerable<string> Prices() =>
    [
        "| price | per | us-east-1 | read | ap-northeast-1 | read | AWS's page |",
        "|---|---|---:|---|---:|---|---|",
        .. PriceList.Rows.Select(row => Row(row.What, row.Unit, Dollars(row.Virginia), Read(row.Virginia), Dollars(row.Tokyo), Read(row.Tokyo), $"<{row.Page}>")),
    ];

    private static IEnumerable<string> Head(string first, IReadOnlyList<string> others) =>
        [Row([first, .. others]), "|---" + string.Concat(others.Select(_ => "|---:")) + "|"];

    private static string Row(params IEnumerable<string> cells) => $"| {string.Join(" | ", cells)} |";

    private static string Dollars(Price price) => "$" + price.Dollars.ToString("0.00########", CultureInfo.InvariantCulture);

    private static string Read(Price price) => price.Read ?? "[unverified]";
}
