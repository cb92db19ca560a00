using Egress.Admin.Secrets;

namespace Egress.Admin.Tests.Secrets;

public sealed class SecretStateTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 31, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("rotated in time", 300, 31, false)]
    [InlineData("within the day on which it is due, and one more to try again", 300, 32, false)]
    [InlineData("late", 300, 33, true)]
    [InlineData("young, and never rotated", 31, null, false)]
    [InlineData("old, and never rotated", 33, null, true)]
    [InlineData("of unknown age", null, null, false)]
    public void A_rotation_is_overdue_two_days_after_it_was_due(string because, int? createdDaysAgo, int? rotatedDaysAgo, bool expected)
    {
        var secret = new SecretState { Id = "s", Created = Ago(createdDaysAgo), LastRotated = Ago(rotatedDaysAgo) };

        Assert.True(secret.IsRotationOverdue(TimeSpan.FromDays(30), Now) == expected, because);
        Assert.False((secret with { IsDeleted = true }).IsRotationOverdue(TimeSpan.FromDays(30), Now));
    }

    private static DateTimeOffset? Ago(int? days) => days is { } count ? Now - TimeSpan.FromDays(count) : null;
}
