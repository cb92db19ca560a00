using System.Collections.Concurrent;
using Egress.Emulator.ControlPlane;
using Egress.Emulator.ControlPlane.Lambda;
using Egress.Emulator.Functions;
using Egress.Emulator.Tests.Gateway.Bench;
using Egress.Testing;
using Xunit;

namespace Egress.Emulator.Tests.ControlPlane.Lambda;

/// <summary>When an event is tried again, and for how long. [Lambda guide, "How Lambda handles errors and retries with asynchronous invocation"]</summary>
public sealed class AsyncInvocationsTests
{
    private const int Patience = 20_000;

    private static readonly InvocationResult Success = new("{}"u8.ToArray(), null, "");
    private static readonly InvocationResult Failure = new("{}"u8.ToArray(), "Unhandled", "");

    [Fact(Timeout = Patience)]
    public async Task A_function_that_fails_is_tried_again_after_one_minute_and_after_two_and_then_no_more()
    {
        var (seconds, end) = await RunAsync(_ => Failure);

        Assert.Equal([0, 60, 180], seconds);
        Assert.Equal("Event for EchoFunction: Unhandled after 3 attempts", end);
    }

    [Theory(Timeout = Patience)]
    [InlineData("throttled", 429, "0 1 3 7 15", "Event for EchoFunction: success after 1 attempts")]
    [InlineData("a fault of the service", 500, "0 1 3 7 15", "Event for EchoFunction: success after 1 attempts")]
    [InlineData("a refusal that will not pass", 409, "0", "Event for EchoFunction dropped: no")]
    public async Task What_will_pass_is_waited_for(string because, int status, string expected, string expectedEnd)
    {
        var (seconds, end) = await RunAsync(call => call < 5 ? throw new ControlPlaneException("SomeException", status, "no") : Success);

        Assert.Equal((because, expected, expectedEnd), (because, string.Join(' ', seconds), end));
    }

    [Fact(Timeout = Patience)]
    public async Task It_is_waited_for_ever_longer_but_not_beyond_five_minutes_and_not_after_six_hours()
    {
        var (seconds, end) = await RunAsync(_ => throw new ControlPlaneException("TooManyRequestsException", 429, "Rate Exceeded."));

        var waits = seconds.Skip(1).Zip(seconds, (later, earlier) => later - earlier).ToList();
        Assert.Equal([1, 2, 4, 8, 16, 32, 64, 128, 256], waits.Take(9));
        Assert.All(waits.Skip(9), wait => Assert.Equal(300, wait));
        Assert.InRange(seconds[^1], (6 * 3_600) - 300, (6 * 3_600) - 1);
        Assert.Equal("Event for EchoFunction dropped: Rate Exceeded.", end);
    }

    /// <summary>The seconds at which the function was called, and the last line of the log.</summary>
    private static async Task<(IReadOnlyList<int> Seconds, string End)> RunAsync(Func<int, InvocationResult> answer)
    {
        var (time, log, calls) = (new ManualTimeProvider(), new AccessLines(), new ConcurrentQueue<int>());
        var start = time.GetUtcNow();
        await using var functions = new FunctionHost(time);
        var function = RotationFunction.Definition with { LogicalId = "EchoFunction", Name = "echo" };
        functions.Add(function, (_, _) =>
        {
            calls.Enqueue((int)(time.GetUtcNow() - start).TotalSeconds);
            return Task.FromResult(answer(calls.Count));
        });

        new AsyncInvocations(functions, log.Factory.CreateLogger("events")).Enqueue(function, new InvocationInput("{}"u8.ToArray()));
        var end = EndAsync(log);
        while (!end.IsCompleted)
        {
            // Time stands still while the threads of the event are at work.
            if (time.ArmedTimers > 0)
            {
                time.Advance(TimeSpan.FromSeconds(1));
            }
            else
            {
                await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, TestContext.Current.CancellationToken);
            }
        }

        return ([.. calls], await end);
    }

    private static async Task<string> EndAsync(AccessLines log)
    {
        while (true)
        {
            var line = await log.NextAsync("events");
            if (!line.Contains("back in the queue", StringComparison.Ordinal))
            {
                return line;
            }
        }
    }
}
