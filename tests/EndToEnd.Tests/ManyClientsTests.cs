using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Xunit;

namespace Egress.EndToEnd.Tests;

/// <summary>
/// 200 clients through the HTTPS listener for a minute, all of them waiting for an answer at any moment. The emulator is a process of its own, so
/// that its memory is its own: its resident memory, the lowest reading of the last seconds against the highest of the first ten, with room for
/// what a garbage collector holds back. Two kilobytes kept of each call are more than that room.
/// </summary>
public sealed class ManyClientsTests
{
    private const int Clients = 200;
    private const string Unthrottled = "httpbinLimits=10000,5000,100000000,DAY"; // the plan's own limits are far below what is to be shown here
    private const int LeastCalls = Clients * 10; // each client every six seconds, on the most loaded of machines
    private const long Room = 16L * 1024 * 1024;
    private static readonly TimeSpan Warmup = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Load = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Hold = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan BetweenReadings = TimeSpan.FromMilliseconds(250);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_hundred_clients_for_a_minute_meet_no_error_and_leave_no_memory_behind()
    {
        await using var upstream = await HoldingUpstream.StartAsync(Hold, Cancelled);
        await using var up = RunningProgram.Start(
            "up", "--control-port", "0", "--no-functions", "--parameter-overrides", Unthrottled, "--connect-to", $"{EmulatedTemplate.Host}={upstream.Address}");
        var gateway = await ReadyGateway.FindAsync(JsonNode.Parse(await up.ReadLineAsync(Cancelled))!, Cancelled);

        var start = Stopwatch.GetTimestamp();
        var clients = Enumerable.Range(0, Clients).Select(index => CallAsync(gateway, index, start)).ToArray();
        var early = await ReadingsAsync(up, start, from: Warmup / 2, to: Warmup);
        var late = await ReadingsAsync(up, start, from: Load - (Warmup / 2), to: Load);
        var calls = (await Task.WhenAll(clients)).Sum();

        Assert.InRange(calls, LeastCalls, int.MaxValue);
        Assert.True(late.Min() <= early.Max() + Room, $"{early.Max() >> 20} MiB after ten seconds, {late.Min() >> 20} MiB after a minute, {calls} calls");
    }

    private static async Task<int> CallAsync(ReadyGateway gateway, int index, long start)
    {
        using var client = gateway.Connect();
        await Task.Delay(Warmup / 4 * index / Clients, TimeProvider.System, Cancelled); // handshakes one after the other
        var calls = 0;
        for (; Stopwatch.GetElapsedTime(start) < Load; calls++)
        {
            var target = $"/anything/{index}?call={calls}";
            using var answer = await client.PostAsync($"/{EmulatedTemplate.Stage}{target}", new ByteArrayContent(Encoding.ASCII.GetBytes($"client {index}")), Cancelled);
            var text = await answer.Content.ReadAsStringAsync(Cancelled);
            Assert.True(answer.StatusCode == HttpStatusCode.OK && text == target, $"{answer.StatusCode}: {text}");
        }

        return calls;
    }

    private static async Task<IReadOnlyList<long>> ReadingsAsync(RunningProgram up, long start, TimeSpan from, TimeSpan to)
    {
        await Task.Delay(from - Stopwatch.GetElapsedTime(start), TimeProvider.System, Cancelled);
        var readings = new List<long>();
        while (readings.Count == 0 || Stopwatch.GetElapsedTime(start) < to)
        {
            readings.Add(up.ResidentBytes());
            await Task.Delay(BetweenReadings, TimeProvider.System, Cancelled);
        }

        return readings;
    }
}
