namespace Egress.Benchmarks.Costs;

internal sealed record Region(string Name, Func<PriceRow, Price> Column)
{
    public static Region Virginia { get; } = new("us-east-1", row => row.Virginia);

    public static Region Tokyo { get; } = new("ap-northeast-1", row => row.Tokyo);

    public static IReadOnlyList<Region> All { get; } = [Virginia, Tokyo];

    /// <summary>This Region once for each price that is unverified, which is then a tenth higher.</summary>
    public IEnumerable<Region> Doubts =>
        from row in PriceList.Rows
        let price = Column(row)
        where price.Read is null
        select this with { Column = other => other.Item == row.Item ? price with { Dollars = price.Dollars * 1.1m } : Column(other) };

    public decimal this[Item item] => Column(PriceList.Rows.Single(row => row.Item == item)).Dollars;
}
