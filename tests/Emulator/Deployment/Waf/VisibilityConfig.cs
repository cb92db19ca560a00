namespace Egress.Emulator.Deployment.Waf;

/// <summary>What CloudFormation requires of every rule and web ACL, and what has no effect here: there are no metrics.</summary>
internal static class VisibilityConfig
{
    public static void Check(PropertyMap owner)
    {
        _ = owner.Require("VisibilityConfig");
        var config = owner.FindMap("VisibilityConfig")!;
        config.RefuseOthersThan("CloudWatchMetricsEnabled", "MetricName", "SampledRequestsEnabled");
        _ = config.Text("MetricName");
        _ = config.Require("CloudWatchMetricsEnabled");
        _ = config.Require("SampledRequestsEnabled");
    }
}
