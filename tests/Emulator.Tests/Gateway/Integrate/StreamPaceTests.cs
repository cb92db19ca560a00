using Egress.Emulator.Gateway;
using Egress.Emulator.Gateway.Integrate;
using Xunit;

namespace Egress.Emulator.Tests.Gateway.Integrate;

public sealed class StreamPaceTests
{
    private const int Megabyte = 1024 * 1024;

    [Theory]
    [InlineData("the first ten megabytes are free", 10, 0.0)]
    [InlineData("two megabytes more take a second", 12, 1.0)]
    [InlineData("what goes beyond counts, not the whole read", 11, 0.5)]
    public void Beyond_ten_megabytes_a_stream_runs_at_two_a_second(string because, int megabytes, double pauseSeconds) =>
        Assert.True(new StreamPace().Pause(megabytes * Megabyte, TimeSpan.FromSeconds(5)) == TimeSpan.FromSeconds(pauseSeconds), because);

    [Fact]
    public void What_has_passed_since_the_last_bytes_is_part_of_the_pause()
    {
        var pace = Beyond();
        pace.Pause(2 * Megabyte, TimeSpan.Zero);

        Assert.Equal(TimeSpan.FromSeconds(1.25), pace.Pause(2 * Megabyte, TimeSpan.FromSeconds(0.75)));
    }

    [Fact]
    public void An_upstream_that_pauses_does_not_save_up_bandwidth()
    {
        var pace = Beyond();
        pace.Pause(2 * Megabyte, TimeSpan.Zero);

        var pauses = Enumerable.Range(0, 10).Select(_ => pace.Pause(2 * Megabyte, TimeSpan.FromSeconds(60))).ToArray();

        Assert.InRange(pauses[0].TotalSeconds, 0.96, 1); // but for one read that a late timer may make up for
        Assert.InRange(pauses[^1].TotalSeconds, 9.96, 10);
    }

    [Fact]
    public void Timers_that_are_a_little_late_do_not_slow_the_stream_down()
    {
        var (pace, now) = (Beyond(), TimeSpan.Zero);
        for (var read = 0; read < 32 * 60; read++) // two megabytes a second, a minute long
        {
            now += pace.Pause(64 * 1024, now) + TimeSpan.FromMilliseconds(2);
        }

        Assert.InRange(now.TotalSeconds, 59.9, 60.1);
    }

    private static StreamPace Beyond()
    {
        var pace = new StreamPace();
        pace.Pause((int)GatewayLimits.UnthrottledStreamBytes, TimeSpan.Zero);
        return pace;
    }
}
