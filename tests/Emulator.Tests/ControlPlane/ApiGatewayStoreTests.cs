using Egress.Emulator.ControlPlane;
using Egress.Emulator.Gateway;
using Egress.Emulator.Gateway.Limits;
using Egress.Testing;
using Xunit;

namespace Egress.Emulator.Tests.ControlPlane;

public sealed class ApiGatewayStoreTests
{
    private readonly ManualTimeProvider _time = new();
    private readonly UsageLedger _usage;
    private readonly ApiGatewayStore _store;

    public ApiGatewayStoreTests()
    {
        _usage = new UsageLedger(_time);
        _store = new ApiGatewayStore(_time, new GatewayNodes(1, TimeSpan.Zero, _time, new Random(1)), _usage) { Random = new Random(1) };
        _store.AddApi(TestApi.Of(TestControlPlane.ApiId));
        _store.AddStage(new ApiStage { ApiId = TestControlPlane.ApiId, Name = "one" });
    }

    [Fact]
    public void A_change_of_which_no_table_can_be_made_leaves_everything_as_it_was()
    {
        var (key, other) = (Create("k"), Create("other"));
        Plan("p", "one");
        _store.Attach("p", key.Id);
        _store.Attach("p", other.Id);
        var (before, changes) = (_store.Nodes.Pick(), _store.Changes);

        Assert.Throws<ArgumentException>(() => _store.UpdateApiKey(other.Id, now => now with { Value = key.Value })); // two keys of one value: no table

        Assert.Equal((other, changes), (_store.FindKey(other.Id), _store.Changes));
        Assert.Same(before, _store.Nodes.Pick());
    }

    [Fact]
    public void Ten_thousand_keys_made_called_with_and_deleted_leave_nothing()
    {
        Plan("p", "one");
        var throttle = new Throttle(Services());

        for (var round = 0; round < 10_000; round++)
        {
            var key = Create($"k{round}");
            _store.Attach("p", key.Id);
            throttle.Buckets.TryTake(new BucketName("p", key.Id, null), new ThrottleLimit(0, 1), TimeSpan.Zero);
            Assert.True(_usage.TryCount("p", key.Id, new QuotaLimit(5, "DAY", 0)));
            _store.DeleteApiKey(key.Id);
        }

        Assert.Equal((0, 0, 0), (_store.Keys.Count, _usage.Pairs, throttle.Buckets.Count));
    }

    [Fact]
    public void A_deleted_plan_takes_its_usage_and_buckets_along_and_those_of_another_plan_stay()
    {
        var (key, throttle) = (Create("k"), new Throttle(Services()));
        foreach (var plan in (string[])["p", "q"])
        {
            Plan(plan);
            _usage.Count(plan, key.Id);
            throttle.Buckets.TryTake(new BucketName(plan, key.Id, null), new ThrottleLimit(1, 1), TimeSpan.Zero);
        }

        _store.DeleteUsagePlan("p");

        Assert.Equal((0, 1), (_usage.Used("p", key.Id, _usage.Today, _usage.Today)[0], _usage.Used("q", key.Id, _usage.Today, _usage.Today)[0]));
        Assert.Equal((1, 1), (_usage.Pairs, throttle.Buckets.Count));
    }

    [Fact]
    public void A_detached_key_s_usage_is_there_when_it_comes_back_and_gone_after_ninety_days()
    {
        var key = Create("k");
        Plan("p", "one");
        _store.Attach("p", key.Id);
        _usage.Count("p", key.Id);
        _store.Detach("p", key.Id);

        _time.Advance(TimeSpan.FromDays(90));
        _usage.Count("p", "other");
        Assert.Equal((1, 2), (_usage.Used("p", key.Id, _usage.Today.AddDays(-90), _usage.Today)[0], _usage.Pairs));
        _time.Advance(TimeSpan.FromDays(1));
        _usage.Count("p", "other");
        Assert.Equal(1, _usage.Pairs);
    }

    [Fact]
    public void A_deleted_key_that_a_node_still_lets_in_leaves_nothing_in_the_end()
    {
        var store = new ApiGatewayStore(_time, new GatewayNodes(2, TimeSpan.FromMinutes(1), _time, new Random(1)), _usage) { Random = new Random(1) };
        store.AddUsagePlan(new UsagePlanRecord { Id = "p", Name = "p" });
        var key = store.CreateApiKey(new NewApiKey { Name = "k", Enabled = true });
        store.Attach("p", key.Id);
        _usage.Count("p", key.Id);

        store.DeleteApiKey(key.Id);
        _usage.Count("p", key.Id); // at a node that has not heard of it yet
        Assert.Equal(1, _usage.Pairs);

        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(0, _usage.Pairs);
        _usage.Count("p", key.Id); // by a call that met the node just before
        Assert.Equal(0, _usage.Pairs);
    }

    private ApiKeyRecord Create(string name) => _store.CreateApiKey(new NewApiKey { Name = name, Enabled = true });

    private void Plan(string id, params string[] stages) =>
        _store.AddUsagePlan(new UsagePlanRecord { Id = id, Name = id, ApiStages = [.. stages.Select(stage => new PlanStage(TestControlPlane.ApiId, stage, new Dictionary<string, ThrottleLimit>()))] });

    private GatewayServices Services() => new()
    {
        FindApi = _store.FindApi,
        Nodes = _store.Nodes,
        Draw = _store.Nodes.Draw,
        Usage = _usage,
        Upstream = (_, _) => throw new InvalidOperationException("No call is sent."),
        Time = _time,
        Loggers = Microsoft.Extensions.Logging.Abstractions.NullLoggerFactory.Instance,
    };
}
