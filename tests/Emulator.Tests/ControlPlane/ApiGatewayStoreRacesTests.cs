using System.Text.Json.Nodes;
using Egress.Emulator.ControlPlane;
using Egress.Emulator.Gateway;
using Egress.Testing;
using Xunit;

namespace Egress.Emulator.Tests.ControlPlane;

/// <summary>Readers beside changes, and changes beside each other.</summary>
public sealed class ApiGatewayStoreRacesTests
{
    private static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(20); // generous: a machine may be busy, a reader that waits waits for ever

    private readonly ManualTimeProvider _time = new();

    [Fact]
    public async Task Who_reads_does_not_wait_for_a_change_that_takes_its_time()
    {
        var store = Store();
        store.AddUsagePlan(new UsagePlanRecord { Id = "p", Name = "before" });
        using var isChanging = new SemaphoreSlim(0);
        using var mayEnd = new SemaphoreSlim(0);
        var changing = Task.Run(
            () => store.UpdateUsagePlan("p", plan =>
            {
                isChanging.Release();
                mayEnd.Wait(TestContext.Current.CancellationToken);
                return plan with { Name = "after" };
            }),
            TestContext.Current.CancellationToken);
        await isChanging.WaitAsync(TestContext.Current.CancellationToken);

        try
        {
            var seen = await Task.Run(
                () => (store.FindApi(TestControlPlane.ApiId)?.Id, store.FindStage(TestControlPlane.ApiId, "one")?.Name, store.FindPlan("p")?.Name, store.KeysOf("p").Count),
                TestContext.Current.CancellationToken).WaitAsync(AtOnce, TimeProvider.System, TestContext.Current.CancellationToken);
            Assert.Equal((TestControlPlane.ApiId, "one", "before", 0), seen);
        }
        finally
        {
            mayEnd.Release();
            await changing;
        }

        Assert.Equal("after", store.FindPlan("p")!.Name);
    }

    [Theory]
    [InlineData("/apikeys/{key}")]
    [InlineData("/usageplans/{plan}")]
    [InlineData($"/restapis/{TestControlPlane.ApiId}")]
    [InlineData($"/restapis/{TestControlPlane.ApiId}/stages/one")]
    public async Task Who_tags_at_the_same_time_loses_nothing(string resource)
    {
        await using var plane = new TestControlPlane();
        var (key, plan) = (await plane.CreateKeyAsync("k"), await plane.CreatePlanAsync("p"));
        var target = $"/tags/{Uri.EscapeDataString("arn:aws:apigateway:us-east-1::" + resource.Replace("{key}", key, StringComparison.Ordinal).Replace("{plan}", plan, StringComparison.Ordinal))}";
        var late = new Thread(() => plane.RestAsync("PUT", target, new JsonObject { ["tags"] = new JsonObject { ["late"] = "x" } }).GetAwaiter().GetResult());

        Tag(plane.Apis, resource, key, plan, tags =>
        {
            late.Start();
            SpinWait.SpinUntil(() => late.ThreadState.HasFlag(ThreadState.WaitSleepJoin), AtOnce); // for its turn
            return new Dictionary<string, string>(tags) { ["early"] = "x" };
        });
        Assert.True(late.Join(AtOnce));

        Assert.Equal("""{"tags":{"early":"x","late":"x"}}""", (await plane.RestAsync("GET", target)).Body);
    }

    [Fact]
    public async Task Ids_are_drawn_one_at_a_time()
    {
        var random = new JealousRandom();
        await using var plane = new TestControlPlane(random: random);

        await Parallel.ForAsync(0, 100, TestContext.Current.CancellationToken, async (number, _) =>
        {
            await plane.CreatePlanAsync($"p{number}");
            await plane.CreateKeyAsync($"k{number}");
        });

        Assert.Equal((0, 100, 100), (random.Meetings, plane.Apis.Plans.Count, plane.Apis.Keys.Count));
    }

    private static void Tag(ApiGatewayStore store, string resource, string key, string plan, Func<IReadOnlyDictionary<string, string>, IReadOnlyDictionary<string, string>> change)
    {
        switch (resource.Split('/'))
        {
            case [_, "apikeys", _]:
                store.UpdateApiKey(key, now => now with { Tags = change(now.Tags) });
                break;
            case [_, "usageplans", _]:
                store.UpdateUsagePlan(plan, now => now with { Tags = change(now.Tags) });
                break;
            case [_, _, var api]:
                store.UpdateTags(api, change);
                break;
            case [_, _, var api, _, var stage]:
                store.UpdateTags(api, stage, change);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(resource), resource, "No resource of this form has tags.");
        }
    }

    private ApiGatewayStore Store()
    {
        var store = new ApiGatewayStore(_time, new GatewayNodes(1, TimeSpan.Zero, _time, new Random(1)), new UsageLedger(_time)) { Random = new Random(1) };
        store.AddApi(TestApi.Of(TestControlPlane.ApiId));
        store.AddStage(new ApiStage { ApiId = TestControlPlane.ApiId, Name = "one" });
        return store;
    }

    /// <summary>Counts who draws while another draws: a seeded Random is broken by that for good.</summary>
    private sealed class JealousRandom : Random
    {
        private int _drawing;
        private int _meetings;

        public int Meetings => _meetings;

        public override int Next(int maxValue) => Alone(() => base.Next(maxValue));

        public override void NextBytes(Span<byte> buffer)
        {
            var bytes = new byte[buffer.Length];
            Alone(() =>
            {
                base.NextBytes(bytes);
                return 0;
            });
            bytes.CopyTo(buffer);
        }

        private T Alone<T>(Func<T> draw)
        {
            _meetings += Interlocked.Increment(ref _drawing) > 1 ? 1 : 0;
            Thread.SpinWait(200);
            var drawn = draw();
            Interlocked.Decrement(ref _drawing);
            return drawn;
        }
    }
}
