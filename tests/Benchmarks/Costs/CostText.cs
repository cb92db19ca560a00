namespace Egress.Benchmarks.Costs;

/// <summary>What is said beside the tables. Numbers come from where the formulas take them.</summary>
internal static class CostText
{
    private static readonly Usage Defaults = new(0);

    public static string Cheapest { get; } = "With a request of " + Sizes() + " Egress is the cheapest of the four up to "
        + $"{FirstBreakEvens(Defaults)}; with `Tracing=true` up to {FirstBreakEvens(Defaults with { IsTraced = true })}. Dollars a month:";

    public static string BreakEvens { get; } = "Break-even: the number of calls from which the other is cheaper, and the size of an answer from which Egress stays cheaper however many calls there are:";

    public static IEnumerable<string> Formulas() => Alternative.All.Select(way => $"- **{way.Name}** = {way.Formula}");

    public static IEnumerable<string> Assumptions() =>
    [
        $"- {Defaults.Zones} zones, {Usage.Hours} hours, one upstream; a request of {Sizes()}, headers included. List prices in US dollars, no tax, no free tier, no discount.",
        $"- Egress with the template's defaults: {EgressCost.Endpoints} endpoints, {EgressCost.Alarms} alarms and {EgressCost.AlarmsPerUpstream} per upstream, {EgressCost.FilteredMetrics + EgressCost.SweptMetrics} metrics, the dashboard, {EgressCost.LogKilobytes:0.0} KB of access log a call kept for a month, "
            + $"{EgressCost.SecretReads:N0} reads of the secret, one rotation at its longest with {EgressCost.ProbePasses} probes, {EgressCost.NameQueries:N0} queries through the DNS firewall. With `Tracing=true`, a trace of the first call in each second and of {EgressCost.TracedOfTheRest:P0} of the rest, as many as X-Ray's default rule can record. "
            + "Options that are off (WAF, flow logs, a KMS key, private upstreams) are not counted; nor is the calling function, which is there anyway. "
            + $"A private upstream costs what a public one does, and its load balancer {Balancers()} a month and one unit per GB; whether the VPC link itself has a price is [unverified].",
        "- The others are counted without logs, alarms, traces and a way to read secrets, and the proxy without disks, without the work of patching two servers, and with these two however many calls there are. NAT lets callers reach any host; only the firewall and the proxy narrow that.",
        "- Data transfer out to the internet is left out of all four. NAT and the proxy pay it at EC2's rate for what they send. AWS's page says that private APIs have no charge for data transfer out; whether that holds for requests that the gateway sends to an upstream is [unverified]; if not, Egress pays for them as the others do.",
        $"- Traffic stays in its zone. A break-even is looked for up to {Figure.Calls(BreakEven.Most)} calls a month, which API Gateway's default limit of 10,000 a second does not let through.",
        $"- {Figure.Dagger} would move by half a percent or more if one price marked [unverified], which is from memory, were a tenth higher. The other prices, and the waiver behind a firewall, are second-hand: what others published as read from AWS's price list or page, prices with the day on which they did or, for 2024-07-01, with the day of the test that holds them. Ask AWS's pages before you decide.",
    ];

    private static string FirstBreakEvens(Usage usage) => string.Join(" and ", Region.All.Select(region => $"{Figure.FirstBreakEven(region, usage)} calls a month in {region.Name}"));

    private static string Balancers() => string.Join(" and ", Region.All.Select(region => $"${Usage.Hours * region[Item.BalancerHour]:0} in {region.Name}"));

    private static string Sizes() => $"{Defaults.RequestKilobytes} KB and an answer of {Defaults.AnswerKilobytes} KB";
}
