using Xunit;

namespace Egress.Emulator.Tests;

public sealed class OwnedPartsTests
{
    private readonly List<string> _ended = [];

    [Fact]
    public async Task Parts_end_in_the_order_opposite_to_their_making()
    {
        await using (var parts = new OwnedParts())
        {
            parts.Own(new Part(() => _ended.Add("first")));
            parts.Own(new AsyncPart(() => _ended.Add("second")));
        }

        Assert.Equal(["second", "first"], _ended);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_work_uses_ends_when_the_work_has(bool fails)
    {
        var parts = new OwnedParts();
        var work = new TaskCompletionSource<int>();
        parts.Own(new Part(() => _ended.Add("used")));
        _ = parts.Own(work.Task);

        var ending = parts.DisposeAsync().AsTask();
        var beforeTheWork = _ended.Count;
        _ = fails ? work.TrySetException(new InvalidOperationException()) : work.TrySetResult(1);
        await ending;

        Assert.Equal((0, 1), (beforeTheWork, _ended.Count));
    }

    private sealed class Part(Action end) : IDisposable
    {
        public void Dispose() => end();
    }

    private sealed class AsyncPart(Action end) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            end();
            return ValueTask.CompletedTask;
        }
    }
}
