namespace Egress.Benchmarks.Costs;

/// <summary>A way out of the VPC, and what it costs in a month.</summary>
internal sealed record Alternative(string Name, string Formula, Func<Region, Usage, decimal> Monthly)
{
    public static Alternative Egress { get; } = new(
        "Egress",
        "2 endpoints × zones × hours + GB + calls, each started 10 MB of an answer counting as one + log + traces + secret, alarms, dashboard, rotation, DNS firewall",
        EgressCost.Monthly);

    public static Alternative Nat { get; } = new(
        "NAT gateway",
        "(gateway + public address) × zones × hours + GB",
        (region, usage) => (usage.ZoneHours * (region[Item.NatHour] + region[Item.AddressHour])) + (usage.Gigabytes * region[Item.NatGigabyte]));

    // Behind a firewall endpoint AWS waives a NAT gateway's hours and GB, one for one; its address is still paid.
    public static Alternative Firewall { get; } = new(
        "NAT + firewall",
        "(firewall endpoint + public address) × zones × hours + GB through the firewall; the NAT gateway's own hours and GB are waived",
        (region, usage) => (usage.ZoneHours * (region[Item.FirewallHour] + region[Item.AddressHour])) + (usage.Gigabytes * region[Item.FirewallGigabyte]));

    // A load balancer's unit lasts for one GB an hour; the other dimensions of a unit (800 new connections a second) are out of reach of these calls.
    public static Alternative Proxy { get; } = new(
        "PrivateLink to a proxy",
        "(endpoint + t4g.small + public address) × zones × hours + load balancer × hours + GB through the endpoint + one load balancer unit per GB",
        (region, usage) => (usage.ZoneHours * (region[Item.EndpointHour] + region[Item.InstanceHour] + region[Item.AddressHour]))
            + (Usage.Hours * region[Item.BalancerHour])
            + (usage.Gigabytes * (region[Item.EndpointGigabyte] + region[Item.BalancerUnitHour])));

    public static IReadOnlyList<Alternative> Others { get; } = [Nat, Firewall, Proxy];

    public static IReadOnlyList<Alternative> All { get; } = [Egress, .. Others];
}
