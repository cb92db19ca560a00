namespace Egress.Benchmarks.Costs;

/// <param name="Name">AWS's name of the Region.</param>
/// <param name="Prices">One of each <see cref="Item"/>, in their order.</param>
internal sealed record Region(string Name, IReadOnlyList<Price> Prices)
{
    public static Region Virginia { get; } = new("us-east-1", [.. PriceList.Rows.OrderBy(row => row.Item).Select(row => row.Virginia)]);

    public static Region Tokyo { get; } = new("ap-northeast-1", [.. PriceList.Rows.OrderBy(row => row.Item).Select(row => row.Tokyo)]);

    public static IReadOnlyList<Region> All { get; } = [Virginia, Tokyo];

    /// <summary>This Region once for each price that is unverified, which is then a tenth higher.</summary>
    public IEnumerable<Region> Doubts =>
        from doubted in Enumerable.Range(0, Prices.Count)
        where Prices[doubted].Read is null
        select this with { Prices = [.. Prices.Select((price, item) => item == doubted ? price with { Dollars = price.Dollars * 1.1m } : price)] };

    public decimal this[Item item] => Prices[(int)item].Dollars;
}
