using Egress.Client.Keys;

namespace Egress.Client.Tests.Keys;

public sealed class BackoffTests
{
    [Fact]
    public void Delays_double_to_a_minute_and_begin_anew_after_a_reset()
    {
        var backoff = new Backoff(TimeSpan.FromSeconds(5), new Random(3));
        int[] nominal = [5, 10, 20, 40, 60, 60];

        foreach (var seconds in nominal)
        {
            Assert.InRange(backoff.Next().TotalSeconds, seconds * 0.9, seconds * 1.1);
        }

        backoff.Reset();
        Assert.InRange(backoff.Next().TotalSeconds, 4.5, 5.5);
    }

    [Fact]
    public void No_two_processes_come_back_together()
    {
        var delays = Enumerable.Range(0, 20).Select(seed => new Backoff(TimeSpan.FromSeconds(5), new Random(seed)).Next()).ToList();

        Assert.Equal(delays.Count, delays.Distinct().Count());
        Assert.InRange(delays.Max() - delays.Min(), TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(1));
    }
}
