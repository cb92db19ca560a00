using Egress.Admin.Grants;
using Egress.Admin.Keys;

namespace Egress.Admin.Rotation;

/// <summary>May this key become current? Null when it may, else the reason.</summary>
internal static class ProofCheck
{
    private static readonly TimeSpan Freshness = TimeSpan.FromHours(1);

    public static string? Fault(GatewayKey? key, GrantSet grants, bool isAttachedExactly, DateTimeOffset now)
    {
        if (key is null)
        {
            return "no key holds its value; setSecret makes one";
        }

        if (!key.IsEnabled)
        {
            return $"{key} is disabled";
        }

        if (key.Stamps.Proved is not { } proof)
        {
            return $"{key} was never proved; testSecret proves it";
        }

        if (proof.PlansHash != grants.Hash || !isAttachedExactly)
        {
            return $"the grants changed since {key} was proved (plans {proof.PlansHash}, now {grants.Hash})";
        }

        return now - proof.At > Freshness ? $"the proof of {key} is {(now - proof.At).TotalMinutes:0} min old, expected at most {Freshness.TotalMinutes:0}" : null;
    }
}
