using Microsoft.Extensions.Logging;

namespace Egress.Emulator.Gateway;

/// <summary>What the data plane takes from its surroundings.</summary>
internal sealed record GatewayServices
{
    public required Func<string, RestApi?> FindApi { get; init; }

    /// <summary>Is there a VPC link of this id?</summary>
    public Func<string, bool> HasVpcLink { get; init; } = _ => false;

    public required GatewayNodes Nodes { get; init; }
    public required UsageLedger Usage { get; init; }
    public required SendUpstream Upstream { get; init; }
    public required TimeProvider Time { get; init; }
    public required ILoggerFactory Loggers { get; init; }

    /// <summary>A number from 0 to 1 (exclusive): which calls a canary serves.</summary>
    public required Func<double> Draw { get; init; }

    public GatewaySwitches Switches { get; init; } = new();
    public string Region { get; init; } = "us-east-1";
    public string AccountId { get; init; } = "000000000000";

    /// <summary>10,000 requests a second into a bucket of 5,000 over all APIs. [doc: Quotas for configuring and running a REST API]</summary>
    public ThrottleLimit AccountThrottle { get; init; } = new(10_000, 5_000);

    public string Partition => Region.StartsWith("cn-", StringComparison.Ordinal) ? "aws-cn" : Region.StartsWith("us-gov-", StringComparison.Ordinal) ? "aws-us-gov" : "aws";
}
