using Egress.Emulator.ControlPlane;
using Egress.Emulator.ControlPlane.SecretsManager;
using Xunit;

namespace Egress.Emulator.Tests.ControlPlane.SecretsManager;

/// <summary>Label states as recorded from AWS (LocalStack's validated test_update_secret_version_stages_*). Versions are called a, b, c.</summary>
public sealed class SecretVersionsTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_first_version_is_current_whatever_was_asked_for()
    {
        var secret = Put(Empty(), "a", "custom");

        Assert.Equal("a: AWSCURRENT custom", Labels(secret));
    }

    [Fact]
    public void A_new_current_version_makes_the_old_one_previous()
    {
        var secret = Put(Put(Put(Empty(), "a"), "b"), "c");

        Assert.Equal("a: , b: AWSPREVIOUS, c: AWSCURRENT", Labels(secret));
    }

    [Fact]
    public void A_pending_version_leaves_current_alone_and_a_second_takes_the_label()
    {
        var secret = Put(Put(Put(Empty(), "a"), "b", "AWSPENDING"), "c", "AWSPENDING");

        Assert.Equal("a: AWSCURRENT, b: , c: AWSPENDING", Labels(secret));
    }

    [Fact]
    public void Promoting_the_pending_version_keeps_its_pending_label()
    {
        var secret = SecretVersions.Move(Put(Put(Empty(), "a"), "b", "AWSPENDING"), "AWSCURRENT", "a", "b", Now);

        Assert.Equal("a: AWSPREVIOUS, b: AWSCURRENT AWSPENDING", Labels(secret));
    }

    [Fact]
    public void A_value_put_directly_removes_the_pending_label()
    {
        var promoted = SecretVersions.Move(Put(Put(Empty(), "a"), "b", "AWSPENDING"), "AWSCURRENT", "a", "b", Now);

        Assert.Equal("a: , b: AWSPREVIOUS, c: AWSCURRENT", Labels(Put(promoted, "c")));
    }

    [Fact]
    public void Going_back_swaps_current_and_previous()
    {
        var secret = SecretVersions.Move(Put(Put(Empty(), "a"), "b"), "AWSCURRENT", "b", "a", Now);

        Assert.Equal("a: AWSCURRENT, b: AWSPREVIOUS", Labels(secret));
    }

    [Fact]
    public void The_same_token_with_the_same_value_changes_nothing()
    {
        var secret = Put(Put(Empty(), "a"), "b", "AWSPENDING");

        Assert.Same(secret, SecretVersions.Put(secret, "b", SecretValue.Of("b"), ["AWSCURRENT"], Now));
    }

    [Fact]
    public void The_same_token_with_another_value_is_refused()
    {
        var refused = Assert.Throws<ControlPlaneException>(() => SecretVersions.Put(Put(Empty(), "a"), "a", SecretValue.Of("other"), ["AWSCURRENT"], Now));

        Assert.Equal("ResourceExistsException", refused.ErrorType);
    }

    [Fact]
    public void An_empty_pending_version_takes_a_value()
    {
        var pending = SecretVersions.StartPending(Put(Empty(), "a"), "b", Now);

        var filled = Put(pending, "b", "AWSPENDING");

        Assert.Null(pending.Version("b")!.Value);
        Assert.Equal("a: AWSCURRENT, b: AWSPENDING", Labels(filled));
        Assert.Equal("b", filled.Version("b")!.Value!.Text);
    }

    [Fact]
    public void The_end_of_a_rotation_removes_the_label_and_a_version_that_stayed_empty()
    {
        var pending = SecretVersions.StartPending(Put(Empty(), "a"), "b", Now);

        Assert.Equal("a: AWSCURRENT", Labels(SecretVersions.EndPending(pending, "b")));
        Assert.Equal("a: AWSCURRENT, b: ", Labels(SecretVersions.EndPending(Put(pending, "b", "AWSPENDING"), "b")));
    }

    [Theory]
    [InlineData("the holder is not named", "AWSCURRENT", null, "b", "InvalidParameterException")]
    [InlineData("another holder is named", "AWSCURRENT", "b", "b", "InvalidParameterException")]
    [InlineData("current cannot just disappear", "AWSCURRENT", "a", null, "InvalidParameterException")]
    [InlineData("a label that nobody has cannot be taken away", "custom", "a", null, "InvalidParameterException")]
    [InlineData("neither version is named", "AWSCURRENT", null, null, "InvalidParameterException")]
    [InlineData("a version that does not exist", "AWSCURRENT", "a", "z", "ResourceNotFoundException")]
    public void A_label_is_moved_by_compare_and_swap(string because, string stage, string? from, string? to, string errorType)
    {
        var secret = Put(Put(Empty(), "a"), "b", "AWSPENDING");

        var refused = Assert.Throws<ControlPlaneException>(() => SecretVersions.Move(secret, stage, from, to, Now));

        Assert.True(refused.ErrorType == errorType, because);
    }

    [Fact]
    public void A_label_that_nobody_has_needs_no_holder_and_one_that_is_there_already_stays()
    {
        var secret = SecretVersions.Move(Put(Empty(), "a"), "custom", null, "a", Now);

        Assert.Equal("a: AWSCURRENT custom", Labels(secret));
        Assert.Same(secret, SecretVersions.Move(secret, "custom", null, "a", Now));
    }

    [Fact]
    public void Beyond_100_versions_the_oldest_without_label_go_when_they_are_a_day_old()
    {
        var young = Enumerable.Range(0, 120).Aggregate(Empty(), (secret, number) => Put(secret, $"{number}"));

        var later = SecretVersions.Put(young, "last", SecretValue.Of("last"), ["AWSCURRENT"], Now.AddDays(2));

        Assert.Equal(120, young.Versions.Count);
        Assert.Equal(100, later.Versions.Count);
        Assert.Equal(("AWSPREVIOUS", "AWSCURRENT"), (later.Version("119")!.Stages.Single(), later.Version("last")!.Stages.Single()));
        Assert.Null(later.Version("0"));
    }

    [Fact]
    public void A_value_is_never_printed() => Assert.DoesNotContain("canary", Put(Empty(), "a") with { Versions = [new SecretVersion("a", SecretValue.Of("canary"), Now)] } is var secret ? $"{secret} {secret.Versions[0]}" : "");

    private static Secret Empty() => new() { Arn = "arn:aws:secretsmanager:us-east-1:123456789012:secret:s-AbCdEf", Name = "s", CreatedDate = Now, LastChangedDate = Now };

    private static Secret Put(Secret secret, string token, params string[] stages) =>
        SecretVersions.Put(secret, token, SecretValue.Of(token), stages.Length == 0 ? ["AWSCURRENT"] : stages, Now);

    private static string Labels(Secret secret) => string.Join(", ", secret.Versions.Select(version => $"{version.Id}: {string.Join(' ', version.Stages)}"));
}
