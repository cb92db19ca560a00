namespace Egress.Benchmarks.Costs;

/// <summary>What one pays for; the rows of <see cref="PriceList"/>.</summary>
internal enum Item
{
    Calls333Million,
    CallsBillion,
    Calls20Billion,
    CallsBeyond,
    EndpointHour,
    EndpointGigabyte,
    SecretMonth,
    SecretReads,
    LogGigabyte,
    LogKeptGigabyte,
    AlarmMonth,
    MetricMonth,
    DashboardMonth,
    FunctionGigabyteSecond,
    Traces,
    NameQueries,
    NatHour,
    NatGigabyte,
    AddressHour,
    FirewallHour,
    FirewallGigabyte,
    BalancerHour,
    BalancerUnitHour,
    InstanceHour,
}
