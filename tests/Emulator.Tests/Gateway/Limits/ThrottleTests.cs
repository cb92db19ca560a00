using Egress.Emulator.Gateway;
using Egress.Emulator.Tests.Gateway.Bench;
using Egress.Testing;
using Xunit;

namespace Egress.Emulator.Tests.Gateway.Limits;

public sealed class ThrottleTests
{
    private const string Key = "0123456789abcdefghij";
    private const string OtherKey = "9876543210abcdefghij";

    [Fact]
    public async Task The_burst_passes_and_then_as_many_a_second_as_the_rate_says()
    {
        var time = new ManualTimeProvider();
        await using var gateway = await StartAsync(time, Grant(Key, throttle: new ThrottleLimit(2, 3)));

        Assert.Equal("200 200 200 429 429", await CallAsync(gateway, 5));
        time.Advance(TimeSpan.FromMilliseconds(499));
        Assert.Equal("429", await CallAsync(gateway, 1));
        time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal("200 429", await CallAsync(gateway, 2));
        time.Advance(TimeSpan.FromHours(1));
        Assert.Equal("200 200 200 429", await CallAsync(gateway, 4));
    }

    [Fact]
    public async Task A_bucket_is_one_key_s_and_holds_for_all_stages_of_its_plan()
    {
        var limit = new ThrottleLimit(1, 2);
        await using var gateway = await StartAsync(new ManualTimeProvider(), Grant(Key, throttle: limit), Grant(Key, stage: "second", throttle: limit), Grant(OtherKey, throttle: limit));

        Assert.Equal("200", await CallAsync(gateway, 1));
        Assert.Equal("200 429", await CallAsync(gateway, 2, target: "/second/x"));
        Assert.Equal("429", await CallAsync(gateway, 1));
        Assert.Equal("200 200 429", await CallAsync(gateway, 3, OtherKey));
    }

    [Theory]
    [InlineData("the method's verb", "/{proxy+}/GET")]
    [InlineData("the method as it is declared", "/{proxy+}/ANY")]
    [InlineData("all methods", "*/*")]
    public async Task A_method_s_throttle_stands_in_for_the_plan_s(string because, string method)
    {
        var grant = Grant(Key, throttle: new ThrottleLimit(1, 1), methods: new Dictionary<string, ThrottleLimit> { [method] = new(1, 3) });
        await using var gateway = await StartAsync(new ManualTimeProvider(), grant);

        Assert.True(await CallAsync(gateway, 4) == "200 200 200 429", because);
    }

    [Fact]
    public async Task Another_method_s_throttle_does_not_count()
    {
        await using var gateway = await StartAsync(new ManualTimeProvider(), Grant(Key, methods: new Dictionary<string, ThrottleLimit> { ["/{proxy+}/POST"] = new(0, 0), ["/other/GET"] = new(0, 0) }));

        Assert.Equal("200 200", await CallAsync(gateway, 2));
    }

    [Fact]
    public async Task The_stage_s_throttle_holds_for_all_keys_and_after_the_plan_s()
    {
        var time = new ManualTimeProvider();
        await using var gateway = await GatewayBench.StartAsync(Setup(time, [Grant(Key), Grant(OtherKey)]) with
        {
            Stages = [BenchSetup.StageOf("test") with { MethodSettings = new Dictionary<string, MethodSetting> { ["*/*"] = new() { RatePerSecond = 1, Burst = 2 } } }],
        });

        Assert.Equal("200", await CallAsync(gateway, 1));
        Assert.Equal("200 429", await CallAsync(gateway, 2, OtherKey));
    }

    [Fact]
    public async Task One_setting_for_all_methods_gives_each_method_a_bucket_of_its_own()
    {
        var setup = Setup(new ManualTimeProvider(), [Grant(Key)]) with
        {
            Stages = [BenchSetup.StageOf("test") with { MethodSettings = new Dictionary<string, MethodSetting> { ["*/*"] = new() { RatePerSecond = 1, Burst = 1 } } }],
        };
        var method = setup.Api.Resources[0].Methods.Values.Single();
        await using var gateway = await GatewayBench.StartAsync(setup with
        {
            Api = setup.Api with { Resources = [.. setup.Api.Resources, new ApiResource("r2", "/fixed", new Dictionary<string, ApiMethod> { ["GET"] = method, ["POST"] = method })] },
        });

        Assert.Equal("200 429", await CallAsync(gateway, 2));
        Assert.Equal("200 429", await CallAsync(gateway, 2, target: "/test/fixed"));
        Assert.Equal(200, (await gateway.PostAsync("/test/fixed", [], $"x-api-key: {Key}")).StatusCode);
    }

    [Fact]
    public async Task A_throttled_call_has_no_retry_after_and_a_wrong_key_takes_no_token()
    {
        await using var gateway = await StartAsync(new ManualTimeProvider(), Grant(Key, throttle: new ThrottleLimit(1, 1)));

        Assert.Equal("403 403", await CallAsync(gateway, 2, "wrong"));
        Assert.Equal("200", await CallAsync(gateway, 1));
        Assert.False((await gateway.GetAsync("/test/x", $"x-api-key: {Key}")).Headers.Contains("Retry-After"));
    }

    [Fact]
    public async Task By_switch_a_share_on_top_is_let_through()
    {
        await using var gateway = await GatewayBench.StartAsync(Setup(new ManualTimeProvider(), [Grant(Key, throttle: new ThrottleLimit(1, 2))]) with { Switches = new GatewaySwitches { LimitSlack = 0.5 } });

        Assert.Equal("200 200 200 429", await CallAsync(gateway, 4));
    }

    [Theory]
    [InlineData(false, "200 200")]
    [InlineData(true, "200 429")]
    public async Task A_rotated_key_has_a_fresh_bucket_or_by_switch_its_predecessor_s(bool carries, string statuses)
    {
        var limit = new ThrottleLimit(1, 1);
        var setup = Setup(new ManualTimeProvider(), [Grant(Key, throttle: limit), Grant(OtherKey, throttle: limit)]);
        await using var gateway = await GatewayBench.StartAsync(setup with { Switches = new GatewaySwitches { CarriesUsageOfRotatedKeys = carries } });

        Assert.Equal(statuses, await CallAsync(gateway, 1) + " " + await CallAsync(gateway, 1, OtherKey));
    }

    private static async Task<string> CallAsync(GatewayBench gateway, int count, string key = Key, string target = "/test/x")
    {
        var statuses = new int[count];
        for (var call = 0; call < count; call++)
        {
            statuses[call] = (await gateway.GetAsync(target, $"x-api-key: {key}")).StatusCode;
        }

        return string.Join(' ', statuses);
    }

    private static (string, KeyGrant) Grant(string key, string stage = "test", ThrottleLimit? throttle = null, IReadOnlyDictionary<string, ThrottleLimit>? methods = null) => (key, new KeyGrant
    {
        KeyId = "id of " + key,
        PlanId = "plan",
        ApiId = GatewayBench.ApiId,
        StageName = stage,
        Owner = "consumer",
        Throttle = throttle,
        MethodThrottles = methods ?? new Dictionary<string, ThrottleLimit>(),
    });

    private static Task<GatewayBench> StartAsync(TimeProvider time, params (string, KeyGrant)[] grants) => GatewayBench.StartAsync(Setup(time, grants));

    private static BenchSetup Setup(TimeProvider time, (string, KeyGrant)[] grants) =>
        new BenchSetup { Time = time, Grants = grants, Stages = [BenchSetup.StageOf("test"), BenchSetup.StageOf("second")] }.With(BenchSetup.Mock() with { ApiKeyRequired = true });
}
