using System.Globalization;
using Egress.Emulator.ControlPlane;
using Egress.Emulator.ControlPlane.SecretsManager;
using Xunit;

namespace Egress.Emulator.Tests.ControlPlane.SecretsManager;

public sealed class RotationRulesTests
{
    [Theory]
    [InlineData("days: from midnight to the day's end", 30L, null, null, "2026-01-15T13:20Z", "2026-02-14T00:00Z", "2026-02-14T23:59:59Z")]
    [InlineData("a rate in days is the same", null, "rate(30 days)", null, "2026-01-15T13:20Z", "2026-02-14T00:00Z", "2026-02-14T23:59:59Z")]
    [InlineData("a rate in hours has a window of an hour", null, "rate(4 hours)", null, "2026-01-15T13:20Z", "2026-01-15T17:00Z", "2026-01-15T17:59:59Z")]
    [InlineData("a given window", null, "rate(10 days)", "3h", "2026-01-15T13:20Z", "2026-01-25T00:00Z", "2026-01-25T02:59:59Z")]
    [InlineData("first of the month at 8", null, "cron(0 8 1 * ? *)", null, "2026-01-15T13:20Z", "2026-02-01T08:00Z", "2026-02-01T23:59:59Z")]
    [InlineData("every sixth hour", null, "cron(0 /6 * * ? *)", null, "2026-01-15T13:20Z", "2026-01-15T18:00Z", "2026-01-15T18:59:59Z")]
    [InlineData("near midnight on days that do not follow each other", null, "cron(0 2,23 1 * ? *)", null, "2026-01-15T13:20Z", "2026-02-01T02:00Z", "2026-02-01T02:59:59Z")]
    [InlineData("the last day of the month", null, "cron(0 0 L * ? *)", null, "2026-02-15T00:00Z", "2026-02-28T00:00Z", "2026-02-28T23:59:59Z")]
    [InlineData("Monday to Friday", null, "cron(0 10 ? * MON-FRI *)", null, "2026-01-16T11:00Z", "2026-01-19T10:00Z", "2026-01-19T23:59:59Z")]
    [InlineData("the last Friday", null, "cron(0 10 ? * 6L *)", null, "2026-01-16T11:00Z", "2026-01-30T10:00Z", "2026-01-30T23:59:59Z")]
    [InlineData("the second Tuesday", null, "cron(0 10 ? * 3#2 *)", null, "2026-01-16T11:00Z", "2026-02-10T10:00Z", "2026-02-10T23:59:59Z")]
    [InlineData("some months", null, "cron(0 8 1 MAR,SEP ? *)", null, "2026-03-02T00:00Z", "2026-09-01T08:00Z", "2026-09-01T23:59:59Z")]
    public void The_next_window_follows_from_the_last_rotation(string because, long? days, string? expression, string? duration, string last, string start, string end)
    {
        var rules = RotationRules.Of(days, expression, duration);

        var window = rules.Next(Moment(last), Moment(last));

        Assert.True(window == new RotationWindow(Moment(start), Moment(end)), $"{because}: {window}");
    }

    [Theory]
    [InlineData("more often than every four hours", null, "rate(3 hours)", null)]
    [InlineData("the same by cron", null, "cron(0 /3 * * ? *)", null)]
    [InlineData("two hours too near each other", null, "cron(0 8,11 1 * ? *)", null)]
    [InlineData("too near each other over midnight", null, "cron(0 2,23 * * ? *)", null)]
    [InlineData("a range that runs backwards", null, "cron(0 8 ? * SAT-MON *)", null)]
    [InlineData("minutes", null, "rate(300 minutes)", null)]
    [InlineData("another minute than 0", null, "cron(30 8 1 * ? *)", null)]
    [InlineData("both day fields", null, "cron(0 8 1 * 1 *)", null)]
    [InlineData("neither day field", null, "cron(0 8 ? * ? *)", null)]
    [InlineData("a year", null, "cron(0 8 1 * ? 2027)", null)]
    [InlineData("an hour that no day has", null, "cron(0 24 1 * ? *)", null)]
    [InlineData("no expression at all", null, "tomorrow", null)]
    [InlineData("an unclosed expression", null, "cron(0 8 1 * ? *", null)]
    [InlineData("a step of nothing", null, "cron(0 /0 1 * ? *)", null)]
    [InlineData("days and expression", 1L, "rate(1 day)", null)]
    [InlineData("no days", 0L, null, null)]
    [InlineData("too many days", 1001L, null, null)]
    [InlineData("a window in minutes", 1L, null, "30m")]
    [InlineData("a window longer than a day", 1L, null, "25h")]
    public void A_schedule_that_cannot_be_is_refused(string because, long? days, string? expression, string? duration)
    {
        var refused = Assert.Throws<ControlPlaneException>(() => RotationRules.Of(days, expression, duration));

        Assert.True(refused.ErrorType == "InvalidParameterException", because);
    }

    [Fact]
    public void A_day_that_never_comes_is_no_window() => Assert.Null(RotationRules.Of(null, "cron(0 8 30 FEB ? *)", null).Next(null, Moment("2026-01-01T00:00Z")));

    [Fact]
    public void Without_schedule_there_is_no_window() => Assert.Null(RotationRules.Of(null, null, null).Next(null, Moment("2026-01-01T00:00Z")));

    private static DateTimeOffset Moment(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
