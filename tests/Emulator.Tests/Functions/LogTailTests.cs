using System.Text;
using Egress.Emulator.Functions;
using Xunit;

namespace Egress.Emulator.Tests.Functions;

public sealed class LogTailTests
{
    [Fact]
    public void A_tail_is_handed_over_once()
    {
        var tail = new LogTail();
        tail.Add("one");
        tail.Add("two");

        Assert.Equal("one\ntwo\n", tail.Take());
        Assert.Equal("", tail.Take());
    }

    [Theory]
    [InlineData("many short lines", 10, 1000)]
    [InlineData("one long line", 10_000, 1)]
    public void No_more_than_the_last_4_kilobytes_are_kept(string because, int length, int lines)
    {
        var tail = new LogTail();
        foreach (var line in Enumerable.Range(0, lines))
        {
            tail.Add($"{line}{new string('ä', length / 2)}");
        }

        var text = tail.Take();

        Assert.True(Encoding.UTF8.GetByteCount(text) <= 4096, because);
        Assert.EndsWith("ä\n", text);
        Assert.DoesNotContain('\uFFFD', text);
    }
}
