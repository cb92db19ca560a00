using Egress.Admin.Keys;
using Egress.Admin.Sweeping;

namespace Egress.Admin.Tests.Sweeping;

/// <summary>The table of the sweep, row by row. Day 100 is now; a grace is a day, a quarantine seven, a hold seven at most.</summary>
public sealed class JudgeTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(100 * 86_400);

    // Because, role (C current, P pending, S superseded; A anchor), enabled, plans attached of granted "ab", stamps as hours from now, use, verdict.
    public static TheoryData<string, string, bool, string, string, bool?, string> Rows => new()
    {
        { "nothing to do", "C", true, "ab", "", null, "Leave" },
        { "F33: the current key disabled by hand is enabled", "C", false, "ab", "", null, "Repair" },
        { "F33: the current key detached by hand is attached", "C", true, "a", "", null, "Repair" },
        { "a stamp of an earlier retirement would disable the current key", "C", true, "ab", "retireAfter=-1", null, "Revive" },
        { "an attachment too many is seen once", "C", true, "abx", "", null, "MarkExtra" },
        { "seen a moment ago", "C", true, "abx", "extra=-0.1", null, "Leave" },
        { "seen twice it goes", "C", true, "abx", "extra=-0.2", null, "DetachExtra" },
        { "granted meanwhile", "C", true, "ab", "extra=-0.2", null, "ForgetExtra" },
        { "detach the anchor: its attachments are the declaration", "CA", true, "abx", "", null, "Leave" },
        { "a revoked value never stays enabled, whatever its label", "C", true, "ab", "revoked=-1", null, "Revoke" },
        { "a replaced value goes when its successor is current, but callers must have seen that", "S", true, "ab", "revoking=-1 retireAfter=20", null, "MarkDue" },
        { "and then it goes", "S", true, "ab", "revoking=-1 retireAfter=20 due=-0.2", null, "EndReplacement" },
        { "I10: a replaced value that a hand disabled stays disabled", "S", false, "ab", "revoking=-1 retireAfter=20", null, "MarkDisabled" },
        { "a value that is being replaced works until then", "C", true, "ab", "revoking=-1", null, "Leave" },
        { "a rotation works on it", "P", true, "a", "", null, "Leave" },
        { "treat an unstamped key as an orphan: it may have been current a moment ago", "S", true, "ab", "", null, "GiveGrace" },
        { "in its grace", "S", true, "ab", "retireAfter=20", null, "Leave" },
        { "I2: detached by hand in its grace", "S", true, "a", "retireAfter=20", null, "Repair" },
        { "F32: disabled by hand in its grace", "S", false, "ab", "retireAfter=20", null, "Repair" },
        { "the baseline is taken when admitted callers must have left it", "S", true, "ab", "retireAfter=10", null, "TakeBaseline" },
        { "the baseline is taken once", "S", true, "ab", "retireAfter=10 baseline=-0.1", null, "Leave" },
        { "no figures: time alone decides", "S", true, "ab", "retireAfter=-1", null, "MarkDue" },
        { "figures: they are asked first", "S", true, "ab", "retireAfter=-1 baseline=-10", null, "AskUse" },
        { "F51: still used", "S", true, "ab", "retireAfter=-1 baseline=-10", true, "Hold" },
        { "unused", "S", true, "ab", "retireAfter=-1 baseline=-10", false, "MarkDue" },
        { "held: asked once a day", "S", true, "ab", "retireAfter=-1 baseline=-10 held=-10", true, "Leave" },
        { "held: asked again", "S", true, "ab", "retireAfter=-30 baseline=-25 held=-29", true, "Hold" },
        { "held long enough", "S", true, "ab", "retireAfter=-169 baseline=-1 held=-160", true, "MarkDue" },
        { "disable on the first observation", "S", true, "ab", "retireAfter=-1 due=-0.1", null, "Leave" },
        { "due and seen twice", "S", true, "ab", "retireAfter=-1 due=-0.2", null, "Disable" },
        { "stamp with min instead of max: the stamp alone counts, however late", "S", true, "ab", "retireAfter=2000", null, "Leave" },
        { "F10: disabled, and the stamp was lost", "S", false, "ab", "", null, "MarkDisabled" },
        { "in quarantine", "S", false, "ab", "disabledAt=-160", null, "Leave" },
        { "after the quarantine", "S", false, "ab", "disabledAt=-169", null, "Delete" },
        { "N2, delete the anchor: it is parked for ever", "SA", false, "ab", "disabledAt=-2000", null, "Leave" },
        { "the anchor is disabled like any other", "SA", true, "ab", "retireAfter=-1 due=-0.2", null, "Disable" },
        { "a revoked key in what would be its grace stays disabled", "S", false, "ab", "revoked=-1 retireAfter=20 disabledAt=-1", null, "Leave" },
        { "a revoked current key is not repaired", "C", false, "ab", "revoked=-1 disabledAt=-1", null, "Leave" },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public void The_first_row_that_fits_decides(string because, string role, bool isEnabled, string attached, string stamps, bool? isUsed, string verdict)
    {
        var facts = new KeyFacts
        {
            Key = new GatewayKey { Id = "k", Name = "egress/prod/app/v", IsEnabled = isEnabled, Stamps = Stamps.Parse(Absolute(stamps)) },
            Role = role[0] switch { 'C' => KeyRole.Current, 'P' => KeyRole.Pending, _ => KeyRole.Superseded },
            IsAnchor = role.EndsWith('A'),
            IsRevoked = stamps.Contains("revoked", StringComparison.Ordinal),
            Attached = attached.Select(plan => plan.ToString()).ToHashSet(),
            Granted = new HashSet<string> { "a", "b" },
            IsUsed = isUsed,
        };

        var found = Judge.Of(facts, Now, new AdminOptions());

        Assert.True(found.Kind.ToString() == verdict, $"{because}: {found}");
    }

    [Fact]
    public void Of_a_consumer_whose_grants_are_unknown_nothing_is_attached_or_detached()
    {
        var facts = new KeyFacts { Key = new GatewayKey { Id = "k", Name = "n", IsEnabled = true, Stamps = Stamps.Parse(Absolute("retireAfter=20")) }, Role = KeyRole.Superseded, Attached = new HashSet<string> { "a" } };

        Assert.Equal(KeyVerdictKind.Leave, Judge.Of(facts, Now, new AdminOptions()).Kind);
    }

    private static string Absolute(string stamps) => string.Join(' ', stamps.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(stamp =>
    {
        var (name, hours) = (stamp.Split('=')[0], double.Parse(stamp.Split('=')[1], System.Globalization.CultureInfo.InvariantCulture));
        return $"{name}={(name == "baseline" ? "a:1@" : "")}{Now.AddHours(hours).ToUnixTimeSeconds()}";
    }));
}
