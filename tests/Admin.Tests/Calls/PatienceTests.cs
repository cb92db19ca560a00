using Egress.Admin.Calls;
using Egress.Admin.Tests.Simulation;

namespace Egress.Admin.Tests.Calls;

public sealed class PatienceTests
{
    private readonly SkippingTimeProvider _time = new();

    [Fact]
    public async Task What_comes_late_is_waited_for()
    {
        var started = _time.GetUtcNow();

        var seen = await new Patience(_time).UntilSeenAsync(_ => Task.FromResult(_time.GetUtcNow() - started > TimeSpan.FromSeconds(10) ? "here" : null), CancellationToken.None);

        Assert.Equal("here", seen);
    }

    [Fact]
    public async Task What_never_comes_is_given_up_after_twenty_seconds()
    {
        var started = _time.GetUtcNow();

        var seen = await new Patience(_time).UntilSeenAsync(_ => Task.FromResult<string?>(null), CancellationToken.None);

        Assert.Null(seen);
        Assert.InRange(_time.GetUtcNow() - started, TimeSpan.FromSeconds(15), Patience.Bound);
    }
}
