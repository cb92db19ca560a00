using Egress.Emulator.Gateway;
using Egress.Emulator.Tests.Gateway.Bench;
using Egress.Testing;
using Xunit;

namespace Egress.Emulator.Tests.Gateway.Limits;

public sealed class CountQuotaTests
{
    private const string Key = "0123456789abcdefghij";
    private const string OtherKey = "9876543210abcdefghij";
    private static readonly DateTimeOffset Evening = new(2026, 3, 31, 23, 0, 0, TimeSpan.Zero); // a Tuesday, the last of its month

    [Fact]
    public async Task A_quota_is_used_up_to_the_call_and_answers_without_retry_after()
    {
        await using var gateway = await GatewayBench.StartAsync(Setup(new ManualTimeProvider(Evening), new QuotaLimit(2, "DAY", 0)));

        Assert.Equal("200 200 429", await CallAsync(gateway, 3));
        var refused = await gateway.GetAsync("/test/x", $"x-api-key: {Key}");

        Assert.Equal("""{"message":"Limit Exceeded"}""", refused.Text);
        Assert.Equal("LimitExceededException", refused.Header("x-amzn-ErrorType"));
        Assert.False(refused.Headers.Contains("Retry-After"));
    }

    [Theory]
    [InlineData("a day ends at midnight UTC", "DAY", 1, true)]
    [InlineData("a week does not", "WEEK", 1, false)]
    [InlineData("a month ends with its last day", "MONTH", 1, true)]
    [InlineData("a week ends with its Saturday", "WEEK", 97, true)]
    public async Task A_period_is_of_the_calendar(string because, string period, int hours, bool isFresh)
    {
        var time = new ManualTimeProvider(Evening);
        await using var gateway = await GatewayBench.StartAsync(Setup(time, new QuotaLimit(1, period, 0)));

        Assert.Equal("200 429", await CallAsync(gateway, 2));
        time.Advance(TimeSpan.FromHours(hours));

        Assert.True(await CallAsync(gateway, 1) == (isFresh ? "200" : "429"), because);
    }

    [Theory]
    [InlineData("DAY", 24)]
    [InlineData("WEEK", 7 * 24)]
    [InlineData("MONTH", 30 * 24)]
    public async Task By_switch_a_period_rolls_from_the_first_call_to_the_moment(string period, int hours)
    {
        var time = new ManualTimeProvider(Evening);
        await using var gateway = await GatewayBench.StartAsync(Setup(time, new QuotaLimit(1, period, 0)) with { Switches = new GatewaySwitches { RollsQuotaWindow = true } });

        Assert.Equal("200", await CallAsync(gateway, 1));
        time.Advance(TimeSpan.FromHours(hours) - TimeSpan.FromSeconds(1));
        Assert.Equal("429", await CallAsync(gateway, 1));
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("200 429", await CallAsync(gateway, 2));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_offset_is_what_the_first_period_is_short_of(bool rolls)
    {
        var time = new ManualTimeProvider(Evening);
        await using var gateway = await GatewayBench.StartAsync(Setup(time, new QuotaLimit(3, "DAY", 2)) with { Switches = new GatewaySwitches { RollsQuotaWindow = rolls } });

        Assert.Equal("200 429", await CallAsync(gateway, 2));
        time.Advance(TimeSpan.FromDays(1));
        Assert.Equal("200 200 200 429", await CallAsync(gateway, 4));
    }

    [Theory]
    [InlineData("the week of this Tuesday ends with its Monday", "WEEK", 2, 7, true)]
    [InlineData("and not before", "WEEK", 2, 6, false)]
    [InlineData("a month from the fifth ends with the fourth of the next", "MONTH", 4, 4, false)]
    [InlineData("of the next", "MONTH", 4, 5, true)]
    public async Task By_switch_the_offset_is_the_days_by_which_a_period_begins_later(string because, string period, int offset, int days, bool isFresh)
    {
        var time = new ManualTimeProvider(Evening);
        await using var gateway = await GatewayBench.StartAsync(Setup(time, new QuotaLimit(3, period, offset)) with { Switches = new GatewaySwitches { OffsetsQuotaByDays = true } });

        Assert.Equal("200 200 200 429", await CallAsync(gateway, 4));
        time.Advance(TimeSpan.FromDays(days));

        Assert.True(await CallAsync(gateway, 1) == (isFresh ? "200" : "429"), because);
    }

    [Fact]
    public void A_call_taken_back_after_midnight_is_taken_from_its_week()
    {
        var time = new ManualTimeProvider(new DateTimeOffset(2026, 3, 31, 23, 59, 59, TimeSpan.Zero));
        var (usage, quota) = (new UsageLedger(time), new QuotaLimit(3, "WEEK", 0));
        usage.TryCount("p", "k", quota);
        time.Advance(TimeSpan.FromSeconds(2));
        usage.Uncount("p", "k", quota);

        Assert.Equal((3, 0), (usage.Remaining("p", "k", quota), usage.Used("p", "k", usage.Today, usage.Today)[0]));
    }

    [Theory]
    [InlineData("a rejected call uses nothing", false, false, 2)]
    [InlineData("nor where the quota is counted first", true, false, 2)]
    [InlineData("by switch it uses quota", false, true, 0)]
    [InlineData("also where the quota is counted first", true, true, 0)]
    public async Task A_throttled_call_uses_quota_only_by_switch(string because, bool quotaFirst, bool rejectionsCount, int left)
    {
        var time = new ManualTimeProvider(Evening);
        var setup = Setup(time, new QuotaLimit(3, "DAY", 0), new ThrottleLimit(1, 1));
        await using var gateway = await GatewayBench.StartAsync(setup with { Switches = new GatewaySwitches { CountsQuotaBeforeThrottle = quotaFirst, RejectionsUseQuota = rejectionsCount } });

        Assert.Equal("200 429 429", await CallAsync(gateway, 3));
        var passed = 0;
        for (var call = 0; call < 4; call++)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            passed += await CallAsync(gateway, 1) == "200" ? 1 : 0;
        }

        Assert.True(passed == left, $"{because}: {passed}");
    }

    [Theory]
    [InlineData(false, """{"message":"Too Many Requests"}""")]
    [InlineData(true, """{"message":"Limit Exceeded"}""")]
    public async Task Throttle_comes_before_quota_or_by_switch_after(bool quotaFirst, string body)
    {
        var setup = Setup(new ManualTimeProvider(Evening), new QuotaLimit(0, "DAY", 0), new ThrottleLimit(0, 0));
        await using var gateway = await GatewayBench.StartAsync(setup with { Switches = new GatewaySwitches { CountsQuotaBeforeThrottle = quotaFirst } });

        Assert.Equal(body, (await gateway.GetAsync("/test/x", $"x-api-key: {Key}")).Text);
    }

    [Theory]
    [InlineData(false, "200 200")]
    [InlineData(true, "200 429")]
    public async Task A_rotated_key_has_a_fresh_quota_or_by_switch_its_predecessor_s(bool carries, string statuses)
    {
        var setup = Setup(new ManualTimeProvider(Evening), new QuotaLimit(1, "DAY", 0));
        await using var gateway = await GatewayBench.StartAsync(setup with { Switches = new GatewaySwitches { CarriesUsageOfRotatedKeys = carries } });

        Assert.Equal(statuses, await CallAsync(gateway, 1) + " " + await CallAsync(gateway, 1, OtherKey));
    }

    [Fact]
    public async Task By_switch_a_share_on_top_is_let_through()
    {
        await using var gateway = await GatewayBench.StartAsync(Setup(new ManualTimeProvider(Evening), new QuotaLimit(2, "DAY", 0)) with { Switches = new GatewaySwitches { LimitSlack = 0.5 } });

        Assert.Equal("200 200 200 429", await CallAsync(gateway, 4));
    }

    private static async Task<string> CallAsync(GatewayBench gateway, int count, string key = Key)
    {
        var statuses = new int[count];
        for (var call = 0; call < count; call++)
        {
            statuses[call] = (await gateway.GetAsync("/test/x", $"x-api-key: {key}")).StatusCode;
        }

        return string.Join(' ', statuses);
    }

    private static BenchSetup Setup(TimeProvider time, QuotaLimit quota, ThrottleLimit? throttle = null) => new BenchSetup
    {
        Time = time,
        Grants = [.. new[] { Key, OtherKey }.Select(key => (key, new KeyGrant { KeyId = key, PlanId = "plan", ApiId = GatewayBench.ApiId, StageName = "test", Owner = "consumer", Quota = quota, Throttle = throttle }))],
    }.With(BenchSetup.Mock() with { ApiKeyRequired = true });
}
