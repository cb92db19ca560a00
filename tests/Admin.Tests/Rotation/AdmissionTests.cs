using Egress.Admin.Rotation;
using Egress.Admin.Secrets;

namespace Egress.Admin.Tests.Rotation;

public sealed class AdmissionTests
{
    private static readonly SecretState Sound = new()
    {
        Id = "arn",
        IsRotationEnabled = true,
        Tags = new Dictionary<string, string> { [Tag.Stack] = "prod", [Tag.Consumer] = "app" },
        LabelsByVersion = new Dictionary<string, IReadOnlyList<string>> { ["old"] = [Label.Current], ["new"] = [Label.Pending] },
    };

    [Fact]
    public void A_pending_version_of_our_own_secret_is_admitted() => Assert.Equal(new Admission(AdmissionKind.Admitted), Admission.Of(Sound, "new", "prod"));

    [Fact]
    public void A_version_that_is_current_already_is_over() => Assert.Equal(new Admission(AdmissionKind.Over), Admission.Of(Sound, "old", "prod"));

    [Fact]
    public void A_version_that_cannot_be_seen_may_be_late() => Assert.Equal(AdmissionKind.NotSeenYet, Admission.Of(Sound, "newer", "prod").Kind);

    [Fact]
    public void Another_stacks_secret_is_refused() => Refused("its tag egress:stack is 'prod', expected 'test'", Sound, "test");

    [Fact]
    public void An_untagged_secret_is_refused() => Refused("its tag egress:stack is ''", Sound with { Tags = new Dictionary<string, string>() }, "prod");

    [Fact]
    public void A_secret_of_nobody_is_refused() => Refused("no tag egress:consumer", Sound with { Tags = new Dictionary<string, string> { [Tag.Stack] = "prod" } }, "prod");

    [Fact]
    public void A_deleted_secret_is_refused() => Refused("marked as deleted", Sound with { IsDeleted = true }, "prod");

    [Fact]
    public void A_secret_without_rotation_is_refused() => Refused("rotation is not configured", Sound with { IsRotationEnabled = false }, "prod");

    [Fact]
    public void A_version_that_lost_its_label_is_refused() =>
        Refused("bears AWSPREVIOUS, not AWSPENDING", Sound with { LabelsByVersion = new Dictionary<string, IReadOnlyList<string>> { ["new"] = [Label.Previous] } }, "prod");

    private static void Refused(string reason, SecretState secret, string stack)
    {
        var admission = Admission.Of(secret, "new", stack);

        Assert.Equal(AdmissionKind.Refused, admission.Kind);
        Assert.Contains(reason, admission.Reason, StringComparison.Ordinal);
    }
}
