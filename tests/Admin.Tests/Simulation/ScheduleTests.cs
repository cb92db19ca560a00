using System.Globalization;

namespace Egress.Admin.Tests.Simulation;

/// <summary>
/// Seeded schedules against the real Admin. A failure prints its seed; <c>EGRESS_SEED=n</c> runs that one alone, <c>EGRESS_SCHEDULES=n</c> as many as wanted.
/// </summary>
public sealed class ScheduleTests
{
    private const int Default = 1500; // some 60 ms of CPU each, nearly all of it in the AWS clients: what two cores do in about a minute

    [Fact]
    public async Task In_every_schedule_every_invariant_holds_after_every_event()
    {
        if (Number("EGRESS_SEED") is { } single)
        {
            await RunAsync(single);
            return;
        }

        var troubles = new System.Collections.Concurrent.ConcurrentDictionary<string, int>();
        var (count, calls, requests, checks) = (Number("EGRESS_SCHEDULES") ?? Default, 0L, 0L, 0L);
        var worlds = new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = TestContext.Current.CancellationToken };
        await Parallel.ForEachAsync(Enumerable.Range(0, count), worlds, async (seed, _) =>
        {
            var schedule = await RunAsync(seed);
            Interlocked.Add(ref calls, schedule.World.Calls.Count);
            Interlocked.Add(ref requests, schedule.ClientCalls);
            Interlocked.Add(ref checks, schedule.Invariants.Checks);
            foreach (var trouble in schedule.Troubles)
            {
                troubles.AddOrUpdate(trouble, 1, (_, times) => times + 1);
            }
        });

        TestContext.Current.TestOutputHelper?.WriteLine($"{count} schedules: {calls} calls of AWS, {requests} requests of callers, 0 failed; {checks} checks of every invariant; {string.Join(", ", troubles.OrderBy(trouble => trouble.Key).Select(trouble => $"{trouble.Value} × {trouble.Key}"))}");
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

    private static async Task<Schedule> RunAsync(int seed)
    {
        await using var schedule = new Schedule(SimulationOptions.Of(seed));
        try
        {
            schedule.Run();
            return schedule;
        }
        catch (Exception violation)
        {
            var calls = schedule.World.Calls.TakeLast(30).Select(call => $"{call.At:dd HH:mm:ss.fff} {call.Operation.Name}");
            Assert.Fail($"EGRESS_SEED={seed} fails: {violation.Message}\n{violation.StackTrace}\nat {schedule.World.Clock.GetUtcNow():dd HH:mm:ss}\n{string.Join('\n', schedule.Log.TakeLast(25))}\ncalls:\n{string.Join('\n', calls)}");
            throw;
        }
    }

    private static int? Number(string variable) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
