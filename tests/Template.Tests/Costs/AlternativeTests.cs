using Egress.Benchmarks.Costs;
using Xunit;

namespace Egress.Template.Tests.Costs;

/// <summary>Bills added up by hand, from the prices as the list has them, for 10,485,760 calls of 2 + 8 KB: 100 GB.</summary>
public sealed class AlternativeTests
{
    private static readonly Usage HundredGigabytes = new(10_485_760) { RequestKilobytes = 2, AnswerKilobytes = 8 };

    public static TheoryData<string, string, string, decimal> Bills { get; } = new()
    {
        { "2 × 730 × (0.045 + 0.005) + 100 × 0.045", "NAT gateway", "us-east-1", 77.5m },
        { "2 × 730 × (0.062 + 0.005) + 100 × 0.062", "NAT gateway", "ap-northeast-1", 104.02m },
        { "2 × 730 × (0.395 + 0.005) + 100 × 0.065, and no NAT hours", "NAT + firewall", "us-east-1", 590.5m },
        { "2 × 730 × (0.01 + 0.0168 + 0.005) + 730 × 0.0225 + 100 × (0.01 + 0.006)", "PrivateLink to a proxy", "us-east-1", 64.453m },
        { "2 × 730 × (0.014 + 0.0216 + 0.005) + 730 × 0.0243 + 100 × (0.01 + 0.006)", "PrivateLink to a proxy", "ap-northeast-1", 78.615m },
    };

    [Theory]
    [MemberData(nameof(Bills))]
    public void The_bill_is_what_hours_and_gigabytes_add_up_to(string because, string way, string region, decimal dollars)
    {
        var bill = Alternative.All.Single(one => one.Name == way).Monthly(Region.All.Single(one => one.Name == region), HundredGigabytes);

        Assert.True(bill == dollars, $"{because} = {dollars}, not {bill}");
    }

    [Fact]
    public void Egress_pays_for_what_stands_for_each_call_for_its_gigabytes_and_for_its_log()
    {
        const decimal standing = (2 * 2 * 730 * 0.01m) + 0.40m + (8.76m * 0.05m) + (9 * 0.10m) + (10 * 0.30m) + 3.00m + (900 * 0.0000133334m) + (175_200 * 0.60m / 1_000_000);
        const decimal calls = (10_485_760 + 40) * 3.50m / 1_000_000;
        const decimal gigabytes = 100 * 0.01m;
        const decimal log = 5 * (0.50m + 0.03m);

        var bill = Alternative.Egress.Monthly(Region.Virginia, HundredGigabytes);

        Assert.Equal(standing + calls + gigabytes + log, bill);
    }

    [Theory]
    [InlineData("a call in each second", 2_628_000, 2_628_000)]
    [InlineData("and a twentieth of what comes on top", 2_628_000 + 1_000_000, 2_628_000 + 50_000)]
    public void Traces_are_paid_for_the_first_call_in_each_second_and_a_twentieth_of_the_rest(string because, int calls, int traces)
    {
        var traced = Alternative.Egress.Monthly(Region.Virginia, new Usage(calls) { IsTraced = true }) - Alternative.Egress.Monthly(Region.Virginia, new Usage(calls));

        Assert.True(traced == traces * 5.00m / 1_000_000, $"{because}: {traces} traces, not ${traced}");
    }

    [Fact]
    public void Another_upstream_costs_two_alarms_and_its_probes()
    {
        var one = Alternative.Egress.Monthly(Region.Virginia, new Usage(0));
        var two = Alternative.Egress.Monthly(Region.Virginia, new Usage(0) { Upstreams = 2 });

        Assert.Equal((2 * 0.10m) + (40 * 0.0000035m), two - one);
    }

    [Theory]
    [InlineData("an empty answer is a request", 0, 1)]
    [InlineData("10 MB are one request", 10_240, 1)]
    [InlineData("a started second 10 MB is a second request", 10_241, 2)]
    [InlineData("100 MB are ten", 102_400, 10)]
    public void Each_started_ten_megabytes_of_an_answer_are_billed_as_a_request(string because, int kilobytes, long requests)
    {
        var billed = EgressCost.RequestsPerCall(new Usage(1) { AnswerKilobytes = kilobytes });

        Assert.True(billed == requests, $"{because}, not {billed}");
    }

    [Theory]
    [InlineData("nothing", 0, "0")]
    [InlineData("all in the first tier", 333_000_000, "1165.5")]
    [InlineData("the first request of the second", 333_000_001, "1165.5000028")]
    [InlineData("two tiers full", 1_000_000_000, "3033.1")]
    [InlineData("three tiers full", 20_000_000_000, "48253.1")]
    [InlineData("and beyond", 21_000_000_000, "49763.1")]
    public void Requests_are_paid_tier_by_tier(string because, long requests, string dollars)
    {
        var cost = RequestTiers.Cost(Region.Virginia, requests);

        Assert.True(cost == decimal.Parse(dollars, System.Globalization.CultureInfo.InvariantCulture), $"{because}: {dollars}, not {cost}");
    }
}
