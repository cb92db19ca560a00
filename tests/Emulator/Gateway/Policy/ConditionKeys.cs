using System.Collections.Frozen;

namespace Egress.Emulator.Gateway.Policy;

/// <summary>The condition keys of API Gateway policies. [doc: AWS condition keys that can be used in API Gateway resource policies]</summary>
internal static class ConditionKeys
{
    // The gateway supplies these without authentication; the last three on private APIs only.
    private static readonly FrozenSet<string> Supplied = new[]
    {
        "aws:CurrentTime", "aws:EpochTime", "aws:Referer", "aws:SecureTransport", "aws:SourceArn", "aws:SourceIp", "aws:UserAgent", "aws:SourceVpc", "aws:SourceVpce", "aws:VpcSourceIp",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    // They exist, but on a method without IAM authorization they have no value: an Allow that tests one never matches, a Deny-unless always does.
    private static readonly FrozenSet<string> NeverThere = new[]
    {
        "aws:PrincipalAccount", "aws:PrincipalArn", "aws:PrincipalOrgID", "aws:PrincipalOrgPaths", "aws:PrincipalType", "aws:userid", "aws:username", "aws:SourceAccount", "aws:SourceOrgID",
        "aws:SourceOrgPaths", "aws:VpceAccount", "aws:VpceOrgID", "aws:VpceOrgPaths",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public static bool IsKnown(string key) => Supplied.Contains(key) || NeverThere.Contains(key) || key.StartsWith("aws:PrincipalTag/", StringComparison.OrdinalIgnoreCase);
}
