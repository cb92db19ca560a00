using System.Text.Json.Nodes;

namespace Egress.Admin.Tests.Simulation;

/// <summary>Sweeps as the schedule sends them.</summary>
internal static class Sweeps
{
    /// <summary>One sweep now; <paramref name="skew"/> is how far the schedule's clock is ahead of ours.</summary>
    public static Task<string> SweepAsync(this World world, TimeSpan skew = default) => world.InvokeAsync(new JsonObject
    {
        ["source"] = "aws.events",
        ["detail-type"] = "Scheduled Event",
        ["time"] = (world.Time.GetUtcNow() + skew).ToString("O"),
        ["detail"] = new JsonObject(),
    });

    /// <summary>Sweeps until the time is over: every 15 minutes, over more than a day every hour, if nothing else is said.</summary>
    public static async Task SweepForAsync(this World world, TimeSpan duration, Action? traffic = null, TimeSpan? every = null)
    {
        var until = world.Time.GetUtcNow() + duration;
        while (world.Time.GetUtcNow() < until)
        {
            traffic?.Invoke();
            world.Time.Advance(every ?? (duration > TimeSpan.FromDays(1) ? TimeSpan.FromHours(1) : TimeSpan.FromMinutes(15)));
            await world.SweepAsync();
        }
    }
}
