using Kind = Egress.Admin.Sweeping.KeyVerdictKind;

namespace Egress.Admin.Sweeping;

/// <summary>What becomes of a key: the first row that fits. Pure, so that each row is a test.</summary>
internal static class Judge
{
    /// <summary>Labels are seen late, so nothing is taken away on one observation.</summary>
    public static readonly TimeSpan BetweenObservations = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan BetweenHolds = TimeSpan.FromDays(1);
    private static readonly TimeSpan UsageLateness = Usage.QuotaCarry.Lateness;

    public static KeyVerdict Of(KeyFacts facts, DateTimeOffset now, AdminOptions options)
    {
        var (key, stamps) = (facts.Key, facts.Key.Stamps);
        if (key.IsEnabled && (facts.IsRevoked || stamps.IsRevoked))
        {
            return new(Kind.Revoke, "it is revoked, but was enabled");
        }

        if (key.IsEnabled && stamps.IsRevoking && facts.Role != KeyRole.Current)
        {
            // Not at once: a caller that is refused must not read the label late and find the same value again.
            return stamps.Due is not { } due ? new(Kind.MarkDue, "its replacement is current")
                : now - due >= BetweenObservations ? new(Kind.EndReplacement, "its replacement is current")
                : new(Kind.Leave, "its replacement is current; waiting for the second look");
        }

        return facts.Role switch
        {
            _ when facts.IsRevoked || stamps.IsRevoked => Disabled(facts, now, options),
            KeyRole.Current => Current(facts, now),
            KeyRole.Pending => Extra(facts, now) ?? new(Kind.Leave, "a rotation works on it"),
            _ when key.IsEnabled => Superseded(facts, now, options),
            _ => Disabled(facts, now, options),
        };
    }

    private static KeyVerdict Current(KeyFacts facts, DateTimeOffset now)
    {
        var stamps = facts.Key.Stamps;
        return !facts.Key.IsEnabled ? new(Kind.Repair, "the current key was disabled by hand")
            : facts.LacksPlans ? new(Kind.Repair, "the current key lacks a granted plan")
            : stamps != stamps.Revive() ? new(Kind.Revive, "it is current again")
            : Extra(facts, now) ?? new(Kind.Leave, "current");
    }

    private static KeyVerdict Superseded(KeyFacts facts, DateTimeOffset now, AdminOptions options)
    {
        var stamps = facts.Key.Stamps;
        if (stamps.RetireAfter is not { } end)
        {
            return new(Kind.GiveGrace, "replaced, and nobody noted when");
        }

        if (now < end)
        {
            return facts.LacksPlans ? new(Kind.Repair, "a key in its grace lacks a granted plan")
                : stamps.Baseline is null && now >= BaselineFrom(end, options) ? new(Kind.TakeBaseline, "every admitted caller should have left it")
                : Extra(facts, now) ?? new(Kind.Leave, $"valid until {end:u}");
        }

        return stamps.Due is { } due
            ? now - due >= BetweenObservations ? new(Kind.Disable, $"its grace ended {end:u}") : new(Kind.Leave, "seen once, waiting for the second look")
            : Retirable(facts, end, now, options);
    }

    private static KeyVerdict Retirable(KeyFacts facts, DateTimeOffset end, DateTimeOffset now, AdminOptions options)
    {
        var stamps = facts.Key.Stamps;
        if (stamps.Baseline is null || now >= end + options.MaxHold)
        {
            return new(Kind.MarkDue, stamps.Held is null ? "its grace is over" : "it was held as long as it may be");
        }

        if (stamps.Held is not null && now - stamps.Baseline.At < BetweenHolds)
        {
            return new(Kind.Leave, "held");
        }

        return facts.IsUsed switch
        {
            null => new(Kind.AskUse, "its grace is over"),
            true => new(Kind.Hold, $"its grace ended {end:u}, but somebody still uses it; it is disabled {end + options.MaxHold:u} at the latest"),
            false => new(Kind.MarkDue, "its grace is over and nobody uses it"),
        };
    }

    private static KeyVerdict Disabled(KeyFacts facts, DateTimeOffset now, AdminOptions options)
    {
        var stamps = facts.Key.Stamps;
        if (stamps.DisabledAt is not { } since)
        {
            return stamps.RetireAfter > now && !facts.IsRevoked && !stamps.IsRevoked && !stamps.IsRevoking
                ? new(Kind.Repair, "a key in its grace was disabled by hand")
                : new(Kind.MarkDisabled, "disabled, and nobody noted when");
        }

        return now - since < options.Quarantine ? new(Kind.Leave, "in quarantine")
            : facts.IsAnchor ? new(Kind.Leave, "the anchor stays, disabled: its attachments declare the grants")
            : !facts.HasTag ? new(Kind.Leave, "without our tag it is not ours to delete")
            : new(Kind.Delete, $"disabled since {since:u}");
    }

    private static KeyVerdict? Extra(KeyFacts facts, DateTimeOffset now) => (facts.HasExtraPlans, facts.Key.Stamps.Extra) switch
    {
        (true, null) => new(Kind.MarkExtra, "it is in a plan that its consumer is not granted"),
        (true, { } seen) when now - seen >= BetweenObservations => new(Kind.DetachExtra, "it is in a plan that its consumer is not granted"),
        (false, { }) => new(Kind.ForgetExtra, "its plans are the granted ones again"),
        _ => null,
    };

    // From then on a use is one by a caller that does not keep the rules; but long enough before the end for AWS to have counted it.
    private static DateTimeOffset BaselineFrom(DateTimeOffset end, AdminOptions options)
    {
        var promoted = end - options.Grace;
        var left = promoted + options.MaxStale + AdminOptionsRules.Slack + UsageLateness;
        var (earliest, latest) = (promoted + UsageLateness, end - UsageLateness);
        return left < latest ? left : latest > earliest ? latest : earliest;
    }
}
