using Egress.Benchmarks.Costs;
using Xunit;

namespace Egress.Template.Tests.Costs;

public sealed class PriceListTests
{
    [Fact]
    public void Every_item_has_one_price_in_each_Region_with_AWSs_page_beside_it()
    {
        Assert.Equal(Enum.GetValues<Item>(), PriceList.Rows.Select(row => row.Item));
        Assert.All(PriceList.Rows, row =>
        {
            Assert.True(row.Virginia.Dollars > 0 && row.Tokyo.Dollars > 0, row.What);
            Assert.StartsWith("https://aws.amazon.com/", row.Page, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void A_price_without_a_day_is_called_unverified_wherever_it_is_shown()
    {
        var unverified = PriceList.Rows.Sum(row => (row.Virginia.Read is null ? 1 : 0) + (row.Tokyo.Read is null ? 1 : 0));

        var shown = CostTables.Prices().Sum(line => line.Split("| [unverified] |").Length - 1);

        Assert.True(unverified > 0);
        Assert.Equal(unverified, shown);
    }

    [Theory]
    [InlineData("the price of an instance in Tokyo is from memory", "PrivateLink to a proxy", "ap-northeast-1", true)]
    [InlineData("all prices of the proxy in Virginia were read", "PrivateLink to a proxy", "us-east-1", false)]
    [InlineData("the price of a trace is from memory", "Egress", "us-east-1", true)]
    [InlineData("all prices of NAT in Tokyo were read", "NAT gateway", "ap-northeast-1", false)]
    public void A_figure_bears_a_dagger_if_a_price_from_memory_moves_it(string because, string way, string region, bool isMarked)
    {
        var figure = Figure.Monthly(Alternative.All.Single(one => one.Name == way), Region.All.Single(one => one.Name == region), new Usage(1_000_000) { IsTraced = true });

        Assert.True(figure.EndsWith(Figure.Dagger, StringComparison.Ordinal) == isMarked, $"{because}: {figure}");
    }
}
