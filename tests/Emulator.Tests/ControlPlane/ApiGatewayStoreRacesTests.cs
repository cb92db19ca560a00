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

    [Fact]
    public void What_a_reader_holds_stays_as_it_was()
    {
        var store = Store();
        var key = store.CreateApiKey(new NewApiKey { Name = "k", Enabled = true });
        store.AddUsagePlan(new UsagePlanRecord { Id = "p", Name = "p" });
        store.Attach("p", key.Id);
        var held = store.Now;

        store.DeleteApiKey(key.Id);

        Assert.Equal(["k"], held.KeysOf("p").Select(seen => seen.Name));
        Assert.Empty(store.KeysOf("p"));
    }

    private ApiGatewayStore Store()
    {
        var store = new ApiGatewayStore(_time, new GatewayNodes(1, TimeSpan.Zero, _time, new Random(1)), new UsageLedger(_time)) { Random = new Random(1) };
        store.AddApi(TestApi.Of(TestControlPlane.ApiId));
        store.AddStage(new ApiStage { ApiId = TestControlPlane.ApiId, Name = "one" });
        return store;
    }
}
