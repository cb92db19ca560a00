using Egress.Emulator.Gateway;
using Egress.Emulator.Gateway.Integrate;
using Xunit;

namespace Egress.Emulator.Tests.Gateway.Integrate;

public sealed class StreamPaceTests
{
    [Theory]
    [InlineData("the first ten megabytes are free", 0, 0.0, 0.0)]
    [InlineData("two megabytes more take a second", 2, 0.0, 1.0)]
    [InlineData("of which some may have passed", 2, 0.75, 0.25)]
    [InlineData("a slow upstream is not slowed further", 2, 5.0, 0.0)]
    public void Beyond_ten_megabytes_a_stream_runs_at_two_a_second(string because, int megabytesBeyond, double elapsedSeconds, double pauseSeconds) =>
        Assert.True(StreamPace.Pause(GatewayLimits.UnthrottledStreamBytes + (megabytesBeyond * 1024L * 1024), TimeSpan.FromSeconds(elapsedSeconds)) == TimeSpan.FromSeconds(pauseSeconds), because);
}
