using System.Diagnostics.Metrics;
using Egress.Client.Keys;
using Egress.Client.Seeing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Egress.Client.Tests.Keys;

/// <summary>Rotations against chance: when nodes learn of a key, how late readers of the secret are, when the application sends. What fails is printed with its seed.</summary>
[Collection(nameof(Alone))]
public sealed class RotationScheduleTests
{
    private static readonly TimeSpan[] Gaps =
        [TimeSpan.Zero, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(70), TimeSpan.FromMinutes(6), TimeSpan.FromHours(11), TimeSpan.FromHours(13), TimeSpan.FromHours(30)];

    private int _secondAttempts;

    [Fact]
    public async Task K17_K18_K30_in_ten_thousand_schedules_no_caller_sees_a_rotation()
    {
        var failed = new List<string>();
        await Parallel.ForAsync(0, 10_000, Given.Cancellation, async (seed, _) =>
        {
            if (await FailureAsync(seed) is { } failure)
            {
                lock (failed)
                {
                    failed.Add($"seed {seed}: {failure}");
                }
            }
        });

        Assert.Empty(failed);
        Assert.InRange(_secondAttempts, 300, int.MaxValue);
    }

    private async Task<string?> FailureAsync(int seed)
    {
        var random = new Random(seed);
        var world = new RotatingWorld(random);
        using var source = new EgressKeySource("world", world.ReadAsync, ScriptedKeys.Times, world.Time, new Random(seed), new Meter("world"));
        using var client = new HttpMessageInvoker(new ApiKeyHandler(source, new RequestObserver("app", NullLogger.Instance, new Meter("world"), world.Time)) { InnerHandler = world });
        for (var requests = 0; requests < 25; requests++)
        {
            var before = world.Attempts;
            try
            {
                using var response = await client.SendAsync(new HttpRequestMessage(HttpMethod.Get, "https://h.example/"), Given.Cancellation);
            }
            catch (EgressException failure)
            {
                return $"request {requests} at {world.Time.GetUtcNow():u}: {failure.Message}";
            }

            Interlocked.Add(ref _secondAttempts, world.Attempts - before - 1);
            await source.Cache.Running;
            var gap = random.Next(3) == 0 && world.UntilNextRotation < TimeSpan.FromHours(20) ? world.UntilNextRotation : Gaps[random.Next(Gaps.Length)];
            world.Idle(gap * (0.99 + (0.02 * random.NextDouble())));
        }

        return null;
    }
}
