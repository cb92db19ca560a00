using Egress.Benchmarks.Costs;
using Xunit;

namespace Egress.Template.Tests.Costs;

public sealed class BreakEvenTests
{
    public static TheoryData<string, string> Pairs { get; } = [.. from region in Region.All from other in Alternative.Others select (region.Name, other.Name)];

    [Theory]
    [MemberData(nameof(Pairs))]
    public void One_call_less_and_Egress_is_cheaper(string regionName, string otherName)
    {
        var (region, other) = Find(regionName, otherName);

        var calls = BreakEven.Calls(other, region, new Usage(0))!.Value;

        Assert.True(Lead(other, region, new Usage(calls - 1)) > 0);
        Assert.True(Lead(other, region, new Usage(calls)) <= 0);
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void From_its_size_of_answer_on_Egress_leads_at_every_number_of_calls(string regionName, string otherName)
    {
        var (region, other) = Find(regionName, otherName);

        var size = BreakEven.AnswerKilobytes(other, region, new Usage(0))!.Value;

        Assert.NotNull(BreakEven.Calls(other, region, new Usage(0) { AnswerKilobytes = size - 1 }));
        Assert.All(Enumerable.Range(0, 200), step =>
        {
            var calls = (long)Math.Min(BreakEven.Most, Math.Pow(10, step * 10.5 / 200));
            Assert.True(Lead(other, region, new Usage(calls) { AnswerKilobytes = size }) > 0, $"{calls} calls of {size} KB");
        });
    }

    [Fact]
    public void Another_way_that_costs_nothing_is_cheaper_from_the_first_call_on()
    {
        var gift = new Alternative("gift", "nothing", (_, _) => 0);

        Assert.Equal(0, BreakEven.Calls(gift, Region.Virginia, new Usage(0)));
        Assert.Null(BreakEven.AnswerKilobytes(gift, Region.Virginia, new Usage(0)));
    }

    [Fact]
    public void A_crossing_that_lies_between_two_tiers_is_found_although_Egress_leads_again_beyond_them()
    {
        // Cheaper than a call in the second tier with its log, data and traces; dearer than one in the last.
        var other = new Alternative("other", "$700 and $2.80 a million", (_, usage) => 700 + (usage.Calls * 2.80m / 1_000_000));
        var lead = Lead(other, Region.Virginia, new Usage(BreakEven.Most) { IsTraced = true });

        var calls = BreakEven.Calls(other, Region.Virginia, new Usage(0) { IsTraced = true })!.Value;

        Assert.True(lead > 0, $"{lead}: the example should end with Egress in the lead");
        Assert.InRange(calls, 333_000_000, 1_000_000_000);
    }

    private static decimal Lead(Alternative other, Region region, Usage usage) => other.Monthly(region, usage) - Alternative.Egress.Monthly(region, usage);

    private static (Region Region, Alternative Other) Find(string region, string other) =>
        (Region.All.Single(one => one.Name == region), Alternative.Others.Single(one => one.Name == other));
}
