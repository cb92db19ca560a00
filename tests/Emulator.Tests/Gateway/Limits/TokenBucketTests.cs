using Egress.Emulator.Gateway;
using Egress.Emulator.Gateway.Limits;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Egress.Emulator.Tests.Gateway.Limits;

public sealed class TokenBucketTests
{
    // Each call by its second; the answer by a letter: y has a token, n has none.
    [Theory]
    [InlineData("E-95: a rate of 0 gives the burst once", 0, 2, "0 0 0 1000", "yynn")]
    [InlineData("E-95: a burst of 0 lets nothing through", 10, 0, "0 1 1000", "nnn")]
    [InlineData("E-95: both 0", 0, 0, "0 1000", "nn")]
    [InlineData("E-95: a burst above the rate is there at once", 1, 3, "0 0 0 0 1 1", "yyynyn")]
    [InlineData("E-95: a rate above the burst never saves more than the burst", 10, 2, "0 0 0 5 5 5", "yynyyn")]
    [InlineData("E-95: a clock that steps back adds nothing and takes nothing", 1, 1, "10 5 5 10 11", "ynnny")]
    [InlineData("E-95: half a token is none", 0.5, 1, "0 1 2", "yny")]
    public void A_bucket_gives_what_it_has(string because, double rate, int burst, string seconds, string expected)
    {
        var bucket = new TokenBucket();

        var given = seconds.Split(' ').Select(second => bucket.TryTake(new ThrottleLimit(rate, burst), TimeSpan.FromSeconds(int.Parse(second, null))) ? 'y' : 'n');

        Assert.True(string.Concat(given) == expected, because);
    }

    [Fact]
    public void No_history_gives_more_than_burst_and_rate_allow() => Prop.ForAll<(byte Rate, byte Burst, NonNull<sbyte[]> Steps)>(play =>
    {
        var (bucket, limit, now, latest, given) = (new TokenBucket(), new ThrottleLimit(play.Rate, play.Burst), 1_000L, 1_000L, 0L);
        foreach (var step in play.Steps.Get)
        {
            now = Math.Max(0, now + step);
            latest = Math.Max(latest, now);
            given += bucket.TryTake(limit, TimeSpan.FromSeconds(now)) ? 1 : 0;
        }

        return given <= play.Burst + (play.Rate * (latest - 1_000L));
    }).QuickCheckThrowOnFailure();
}
