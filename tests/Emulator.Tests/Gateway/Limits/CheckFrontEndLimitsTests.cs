using Egress.Emulator.Gateway;
using Egress.Emulator.Tests.Gateway.Bench;
using Xunit;

namespace Egress.Emulator.Tests.Gateway.Limits;

public sealed class CheckFrontEndLimitsTests
{
    public static TheoryData<string, int, int> Headers => new()
    {
        { "one byte below the limit", GatewayLimits.MaxHeaderBytes - 1, 200 },
        { "at the limit", GatewayLimits.MaxHeaderBytes, 200 },
        { "one byte above", GatewayLimits.MaxHeaderBytes + 1, 431 },
        { "far above Kestrel's own default", 64 * 1024, 431 },
    };

    public static TheoryData<string, int, int> Urls => new()
    {
        { "at the limit, but the method ARN is too long", GatewayLimits.MaxUrlCharacters, 414 },
        { "one above", GatewayLimits.MaxUrlCharacters + 1, 414 },
        { "far above", 20_000, 414 },
    };

    [Theory]
    [MemberData(nameof(Headers))]
    public async Task The_header_block_has_a_limit(string because, int bytes, int status)
    {
        await using var gateway = await GatewayBench.StartAsync(new BenchSetup().With(BenchSetup.Mock()));
        var host = "Host: ".Length + GatewayBench.Host.Length + 2;

        var answer = await gateway.GetAsync("/test/x", "x-fill: " + new string('a', bytes - host - "x-fill: \r\n".Length));

        Assert.True(answer.StatusCode == status, because);
        Assert.Equal(status == 200, answer.Header("x-amzn-RequestId") is not null);
        Assert.Empty(answer.Body);
    }

    [Theory]
    [InlineData(1_000, 431)]
    [InlineData(5_000, 431)]
    [InlineData(100, 200)]
    public async Task Many_small_headers_count_like_few_large_ones(int count, int status)
    {
        await using var gateway = await GatewayBench.StartAsync(new BenchSetup().With(BenchSetup.Mock()));

        var answer = await gateway.GetAsync("/test/x", [.. Enumerable.Range(0, count).Select(index => $"x-{index}: v")]);

        Assert.Equal(status, answer.StatusCode);
    }

    [Theory]
    [MemberData(nameof(Urls))]
    public async Task The_address_has_a_limit(string because, int characters, int status)
    {
        await using var gateway = await GatewayBench.StartAsync(new BenchSetup().With(BenchSetup.Mock()));

        var answer = await gateway.GetAsync("/test/" + new string('a', characters - "https://".Length - GatewayBench.Host.Length - "/test/".Length));

        Assert.True(answer.StatusCode == status, because);
        Assert.Equal("""{"message":"Request URI too long"}""", answer.Text);
        Assert.Null(answer.Header("x-amzn-ErrorType"));
    }

    [Fact]
    public async Task A_long_query_is_within_the_address_but_not_within_the_method_arn()
    {
        await using var gateway = await GatewayBench.StartAsync(new BenchSetup().With(BenchSetup.Mock()));
        var spare = GatewayLimits.MaxUrlCharacters - "https://".Length - GatewayBench.Host.Length - "/test/x?q=".Length;

        Assert.Equal(200, (await gateway.GetAsync("/test/x?q=" + new string('a', spare))).StatusCode);
        Assert.Equal(414, (await gateway.GetAsync("/test/x?q=" + new string('a', spare + 1))).StatusCode);
    }

    [Fact]
    public async Task A_switch_counts_header_values_only_and_answers_400()
    {
        var switches = new GatewaySwitches { CountsHeaderValuesOnly = true, HeadersTooLargeStatus = 400 };
        await using var gateway = await GatewayBench.StartAsync(new BenchSetup { Switches = switches }.With(BenchSetup.Mock()));
        var spare = GatewayLimits.MaxHeaderBytes - GatewayBench.Host.Length;

        Assert.Equal(200, (await gateway.GetAsync("/test/x", "x-fill: " + new string('a', spare))).StatusCode);
        Assert.Equal(400, (await gateway.GetAsync("/test/x", "x-fill: " + new string('a', spare + 1))).StatusCode);
    }
}
