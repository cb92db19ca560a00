using static Egress.Benchmarks.Costs.Price;

namespace Egress.Benchmarks.Costs;

/// <summary>Every number that is not ours: US dollars, without tax, without any free tier; each with AWS's page and, where it has one, the day it was read.</summary>
internal static class PriceList
{
    private const string Gateway = "https://aws.amazon.com/api-gateway/pricing/";
    private const string PrivateLink = "https://aws.amazon.com/privatelink/pricing/";
    private const string Secrets = "https://aws.amazon.com/secrets-manager/pricing/";
    private const string CloudWatch = "https://aws.amazon.com/cloudwatch/pricing/";
    private const string Lambda = "https://aws.amazon.com/lambda/pricing/";
    private const string XRay = "https://aws.amazon.com/xray/pricing/";
    private const string Route53 = "https://aws.amazon.com/route53/pricing/";
    private const string Vpc = "https://aws.amazon.com/vpc/pricing/";
    private const string NetworkFirewall = "https://aws.amazon.com/network-firewall/pricing/";
    private const string LoadBalancing = "https://aws.amazon.com/elasticloadbalancing/pricing/";
    private const string Ec2 = "https://aws.amazon.com/ec2/pricing/on-demand/";

    public static IReadOnlyList<PriceRow> Rows { get; } =
    [
        new(Item.Calls333Million, "API Gateway, REST, first 333 million", "million requests", Gateway, ReadOn("2025-10", 3.50m), Unverified(4.25m)),
        new(Item.CallsBillion, "API Gateway, REST, next 667 million", "million requests", Gateway, ReadOn("2025-10", 2.80m), Unverified(3.53m)),
        new(Item.Calls20Billion, "API Gateway, REST, next 19,000 million", "million requests", Gateway, ReadOn("2025-10", 2.38m), Unverified(3.00m)),
        new(Item.CallsBeyond, "API Gateway, REST, beyond", "million requests", Gateway, ReadOn("2025-10", 1.51m), Unverified(1.91m)),
        new(Item.EndpointHour, "Interface endpoint in a zone", "hour", PrivateLink, ReadOn("2025-10-28", 0.01m), ReadOn("2026-10-10", 0.014m)),
        new(Item.EndpointGigabyte, "Interface endpoint, first PB", "GB", PrivateLink, ReadOn("2025-10-28", 0.01m), ReadOn("2026-10-10", 0.01m)),
        new(Item.SecretMonth, "Secret", "month", Secrets, ReadOn("2024-07-01", 0.40m), ReadOn("2026-10-10", 0.40m)),
        new(Item.SecretReads, "Reads of secrets", "10,000", Secrets, ReadOn("2024-07-01", 0.05m), ReadOn("2026-10-10", 0.05m)),
        new(Item.LogGigabyte, "Log taken in", "GB", CloudWatch, ReadOn("2024-07-01", 0.50m), ReadOn("2026-10-10", 0.76m)),
        new(Item.LogKeptGigabyte, "Log kept", "GB and month", CloudWatch, ReadOn("2024-07-01", 0.03m), ReadOn("2026-10-10", 0.033m)),
        new(Item.AlarmMonth, "Alarm", "month", CloudWatch, ReadOn("2024-07-01", 0.10m), ReadOn("2026-09-23", 0.10m)),
        new(Item.MetricMonth, "Metric of one's own", "month", CloudWatch, Unverified(0.30m), ReadOn("2026-09-23", 0.30m)),
        new(Item.DashboardMonth, "Dashboard", "month", CloudWatch, ReadOn("2024-07-01", 3.00m), Unverified(3.00m)),
        new(Item.FunctionGigabyteSecond, "Lambda, arm64", "GB and second", Lambda, ReadOn("2024-07-01", 0.0000133334m), Unverified(0.0000133334m)),
        new(Item.Traces, "X-Ray, traces recorded", "million", XRay, Unverified(5.00m), Unverified(5.00m)),
        new(Item.NameQueries, "Route 53 Resolver DNS Firewall, first 1,000 million queries", "million", Route53, Unverified(0.60m), Unverified(0.60m)),
        new(Item.NatHour, "NAT gateway", "hour", Vpc, ReadOn("2025-10-28", 0.045m), ReadOn("2026-09-25", 0.062m)),
        new(Item.NatGigabyte, "NAT gateway", "GB", Vpc, ReadOn("2025-10-28", 0.045m), ReadOn("2026-09-25", 0.062m)),
        new(Item.AddressHour, "Public IPv4 address", "hour", Vpc, ReadOn("2026-10-02", 0.005m), ReadOn("2026-09-25", 0.005m)),
        new(Item.FirewallHour, "Network Firewall endpoint", "hour", NetworkFirewall, ReadOn("2024-07-01", 0.395m), ReadOn("2026-10-07", 0.395m)),
        new(Item.FirewallGigabyte, "Network Firewall", "GB", NetworkFirewall, ReadOn("2024-07-01", 0.065m), ReadOn("2026-10-07", 0.065m)),
        new(Item.BalancerHour, "Network Load Balancer", "hour", LoadBalancing, ReadOn("2024-07-01", 0.0225m), ReadOn("2026-10-10", 0.0243m)),
        new(Item.BalancerUnitHour, "Network Load Balancer, capacity unit", "hour", LoadBalancing, ReadOn("2024-07-01", 0.006m), ReadOn("2026-10-10", 0.006m)),
        new(Item.InstanceHour, "EC2 t4g.small, Linux, on demand", "hour", Ec2, ReadOn("2026-10-02", 0.0168m), Unverified(0.0216m)),
    ];
}
