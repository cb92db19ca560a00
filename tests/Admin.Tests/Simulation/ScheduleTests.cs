using System.Collections.Concurrent;
using System.Globalization;

namespace Egress.Admin.Tests.Simulation;

/// <summary>
/// Seeded schedules against the real Admin. A failure prints its seed; <c>EGRESS_SEED=n</c> runs that one alone, <c>EGRESS_SCHEDULES=n</c> as many as wanted.
/// </summary>
public sealed class ScheduleTests
{
    private const int Default = 10_000; // some 25 ms of CPU each, most of it in the AWS clients: two minutes of two cores
    private const int MostShown = 3;

    [Fact]
    public async Task In_every_schedule_every_invariant_holds_after_every_event()
    {
        int[] seeds = Number("EGRESS_SEED") is { } single ? [single] : [.. Enumerable.Range(0, Number("EGRESS_SCHEDULES") ?? Default)];
        var (failures, troubles) = (new ConcurrentQueue<string>(), new ConcurrentDictionary<string, int>());
        var (calls, requests, checks) = (0L, 0L, 0L);
        var worlds = new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = TestContext.Current.CancellationToken };
        await Parallel.ForEachAsync(seeds, worlds, async (seed, _) =>
        {
            if (failures.Count >= MostShown)
            {
                return;
            }

            await using var schedule = new Schedule(SimulationOptions.Of(seed));
            if (Failure(schedule, seed) is { } failure)
            {
                failures.Enqueue(failure);
            }

            Interlocked.Add(ref calls, schedule.World.Calls.Count);
            Interlocked.Add(ref requests, schedule.ClientCalls);
            Interlocked.Add(ref checks, schedule.Invariants.Checks);
            foreach (var trouble in schedule.Troubles)
            {
                troubles.AddOrUpdate(trouble, 1, (_, times) => times + 1);
            }
        });

        Assert.True(failures.IsEmpty, string.Join("\n\n", failures));
        TestContext.Current.TestOutputHelper?.WriteLine($"{seeds.Length} schedules: {calls} calls of AWS, {requests} requests of callers; {checks} checks of every invariant; {string.Join(", ", troubles.OrderBy(trouble => trouble.Key, StringComparer.Ordinal).Select(trouble => $"{trouble.Value} × {trouble.Key}"))}");
    }

    [Fact]
    public async Task The_same_seed_makes_the_same_run()
    {
        var logs = new List<string>();
        for (var run = 0; run < 2; run++)
        {
            await using var schedule = new Schedule(SimulationOptions.Of(seed: 5));
            schedule.Run();
            logs.Add(string.Join('\n', schedule.Log.Concat(schedule.World.Calls.Select(call => $"{call.At:O} {call.Operation.Name}"))));
        }

        Assert.Equal(logs[0], logs[1]);
    }

    private static string? Failure(Schedule schedule, int seed)
    {
        try
        {
            schedule.Run();
            return null;
        }
        catch (Exception failure) when (failure is ViolationException or InvalidOperationException)
        {
            var calls = schedule.World.Calls.TakeLast(30).Select(call => $"{call.At:dd HH:mm:ss.fff} {call.Operation.Name}");
            return $"EGRESS_SEED={seed} fails: {failure.Message}\n{failure.InnerException}\nat {schedule.World.Clock.GetUtcNow():dd HH:mm:ss}\n{string.Join('\n', schedule.Log.TakeLast(25))}\ncalls:\n{string.Join('\n', calls)}";
        }
    }

    private static int? Number(string variable) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
