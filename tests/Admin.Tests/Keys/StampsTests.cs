using Egress.Admin.Keys;

namespace Egress.Admin.Tests.Keys;

public sealed class StampsTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Words_of_others_survive_every_stamp()
    {
        var stamps = Stamps.Parse("made by hand, note=7 due=later").Retire(Noon).Disable(Noon);

        Assert.Equal("made by hand, note=7 due=later retireAfter=1767268800 disabledAt=1767268800", stamps.ToString());
    }

    [Fact]
    public void Every_stamp_reads_back_as_it_was_written()
    {
        var written = Stamps.None.Prove(new Proof(Noon, "0badf00d")).Retire(Noon.AddHours(1)).FindDue(Noon.AddHours(2)).Disable(Noon.AddHours(3));

        var read = Stamps.Parse(written.ToString());

        Assert.Equal(new Proof(Noon, "0badf00d"), read.Proved);
        Assert.Equal((Noon.AddHours(1), Noon.AddHours(2), Noon.AddHours(3)), (read.RetireAfter, read.Due, read.DisabledAt));
    }

    [Fact]
    public void Grace_never_shrinks()
    {
        var stamps = Stamps.None.Retire(Noon.AddDays(1)).Retire(Noon);

        Assert.Equal(Noon.AddDays(1), stamps.RetireAfter);
        Assert.Equal(Noon.AddDays(2), stamps.Retire(Noon.AddDays(2)).RetireAfter);
    }

    [Fact]
    public void A_later_grace_forgets_what_the_earlier_ones_end_was_judged_by()
    {
        var stamps = Stamps.None.Retire(Noon).FindDue(Noon).Hold(Noon).Retire(Noon.AddDays(1));

        Assert.Equal((null, null), (stamps.Due, stamps.Held));
        Assert.Equal(Noon, Stamps.None.Retire(Noon).FindDue(Noon).Retire(Noon.AddHours(-1)).Due);
    }

    [Fact]
    public void A_key_found_enabled_begins_its_quarantine_anew() => Assert.Equal(Noon.AddDays(1), Stamps.None.Disable(Noon).DisableAnew(Noon.AddDays(1)).DisabledAt);

    [Fact]
    public void The_first_due_and_the_first_disable_count()
    {
        var stamps = Stamps.None.FindDue(Noon).FindDue(Noon.AddDays(1)).Disable(Noon).Disable(Noon.AddDays(1));

        Assert.Equal((Noon, Noon), (stamps.Due, stamps.DisabledAt));
    }

    [Fact]
    public void The_newest_proof_counts()
    {
        var stamps = Stamps.None.Prove(new Proof(Noon, "11111111")).Prove(new Proof(Noon.AddHours(-1), "22222222"));

        Assert.Equal("11111111", stamps.Proved?.PlansHash);
        Assert.Equal("33333333", stamps.Prove(new Proof(Noon.AddHours(1), "33333333")).Proved?.PlansHash);
    }

    [Fact]
    public void A_key_that_is_current_again_keeps_nothing_of_its_retirement()
    {
        var stamps = Stamps.Parse("baseline=p:1@5 note=7").Prove(new Proof(Noon, "11111111")).Retire(Noon).FindDue(Noon).Disable(Noon).Revive();

        Assert.Equal("note=7 proved=1767268800;plans=11111111", stamps.ToString());
    }

    public static TheoryData<string, string?> Unreadable => new()
    {
        { "no description", null },
        { "no number", "retireAfter=soon" },
        { "a sign is not ours", "retireAfter=-1" },
        { "beyond any year", "retireAfter=99999999999999" },
        { "nothing", "retireAfter=" },
        { "another name that ends alike", "notretireAfter=5" },
    };

    [Theory]
    [MemberData(nameof(Unreadable))]
    public void A_stamp_that_cannot_be_read_is_a_missing_one(string because, string? description) =>
        Assert.True(Stamps.Parse(description).RetireAfter is null, because);
}
