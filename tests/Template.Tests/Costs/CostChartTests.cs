using System.Xml.Linq;
using Egress.Benchmarks.Costs;
using Xunit;

namespace Egress.Template.Tests.Costs;

public sealed class CostChartTests
{
    private static readonly XDocument Chart = XDocument.Parse(CostChart.Svg());

    [Fact]
    public void Both_panels_draw_every_way_and_mark_where_it_gets_cheaper_than_Egress()
    {
        var curves = Named("path").Where(path => (string?)path.Attribute("class") == "curve" && ((string)path.Attribute("d")!).Contains('L', StringComparison.Ordinal));

        Assert.Equal(Region.All.Count * Alternative.All.Count, curves.Count());
        Assert.Equal(Region.All.Count * Alternative.Others.Count, Named("circle").Count());
    }

    [Fact]
    public void Nothing_is_drawn_outside_of_the_picture()
    {
        var (width, height) = ((decimal)Chart.Root!.Attribute("width")!, (decimal)Chart.Root.Attribute("height")!);

        var points = Named("path").Select(path => (string)path.Attribute("d")!).Where(d => d.Contains('L', StringComparison.Ordinal))
            .SelectMany(d => d[1..].Split('L')).Select(point => point.Split(' ').Select(one => decimal.Parse(one, System.Globalization.CultureInfo.InvariantCulture)).ToArray());

        Assert.All(points, point => Assert.True(point[0] >= 0 && point[0] <= width && point[1] >= 0 && point[1] <= height, $"{point[0]}, {point[1]}"));
    }

    [Fact]
    public void Text_is_dark_on_light_and_light_on_dark_and_no_curve_is_told_by_its_colour_alone()
    {
        var dashes = Named("path").Where(path => (string?)path.Attribute("class") == "curve").Select(path => (string)path.Attribute("stroke-dasharray")!).Distinct();

        Assert.Contains("prefers-color-scheme: dark", Named("style").Single().Value, StringComparison.Ordinal);
        Assert.Equal(Alternative.All.Count, dashes.Count());
    }

    private static IEnumerable<XElement> Named(string name) => Chart.Descendants().Where(element => element.Name.LocalName == name);
}
