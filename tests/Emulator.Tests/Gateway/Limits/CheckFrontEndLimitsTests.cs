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
    [InlineData("at the limit", GatewayLimits.MaxPublicHeaderBytes, 200)]
    [InlineData("one byte above", GatewayLimits.MaxPublicHeaderBytes + 1, 431)]
    public async Task The_header_block_of_a_public_API_may_be_larger(string because, int bytes, int status)
    {
        var setup = new BenchSetup { Endpoint = null }.With(BenchSetup.Mock());
        await using var gateway = await GatewayBench.StartAsync(setup with { Api = setup.Api with { EndpointType = "REGIONAL" } });
        var host = "Host: ".Length + GatewayBench.Host.Length + 2;

        Assert.True((await gateway.GetAsync("/test/x", "x-fill: " + new string('a', bytes - host - "x-fill: \r\n".Length))).StatusCode == status, because);
    }

    [Fact]
    public async Task Other_answers_to_what_is_too_long_are_switches()
    {
        var switches = new GatewaySwitches { UrlTooLongStatus = 400, UriTooLongBody = "too long", UriTooLongContentType = "text/plain", MalformedTargetBody = "odd" };
        await using var gateway = await GatewayBench.StartAsync(new BenchSetup { Switches = switches }.With(BenchSetup.Mock()));

        var url = await gateway.GetAsync("/test/x?" + new string('a', GatewayLimits.MaxUrlCharacters));
        var arn = await gateway.GetAsync("/test/" + new string('a', GatewayLimits.MaxMethodArnBytes));

        Assert.Equal((400, "too long", "text/plain"), (url.StatusCode, url.Text, url.Header("Content-Type")));
        Assert.Equal((414, "too long", "text/plain"), (arn.StatusCode, arn.Text, arn.Header("Content-Type")));
        Assert.Equal("odd", (await gateway.GetAsync("/test/x?%")).Text);
    }

    [Theory]
    [InlineData("at the limit", 0, 200)]
    [InlineData("one byte above", 1, 414)]
    public async Task The_method_arn_has_a_limit(string because, int more, int status)
    {
        await using var gateway = await GatewayBench.StartAsync(new BenchSetup().With(BenchSetup.Mock()));
        var rest = $"arn:aws:execute-api:us-east-1:111122223333:{GatewayBench.ApiId}/test/GET/".Length;

        Assert.True((await gateway.GetAsync("/test/" + new string('a', GatewayLimits.MaxMethodArnBytes - rest + more))).StatusCode == status, because);
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
        Assert.Equal(("""{"message":"Request URI too long"}""", "application/json"), (answer.Text, answer.Header("Content-Type")));
        Assert.Null(answer.Header("x-amzn-ErrorType"));
    }

    /// <summary>A limit of the emulator: so far out the server answers, in no words of AWS and whatever the switches say.</summary>
    [Theory]
    [InlineData("an address over 64 KiB", 70 * 1024, 0, 414)]
    [InlineData("headers over 128 KiB", 0, 140 * 1024, 431)]
    public async Task What_is_beyond_the_server_s_own_limits_is_refused_and_ends_the_connection(string because, int urlCharacters, int headerBytes, int status)
    {
        var switches = new GatewaySwitches { UrlTooLongStatus = 400, HeadersTooLargeStatus = 400 };
        await using var gateway = await GatewayBench.StartAsync(new BenchSetup { Switches = switches }.With(BenchSetup.Mock()));

        var answers = await gateway.ConverseAsync(System.Text.Encoding.ASCII.GetBytes(
            GatewayBench.Head("GET", "/test/x" + new string('a', urlCharacters), "x-fill: " + new string('a', headerBytes)) + GatewayBench.Head("GET", "/test/x")));

        var answer = Assert.Single(answers);
        Assert.True(answer.StatusCode == status, because);
        Assert.Equal("close", answer.Header("Connection"));
        Assert.Empty(answer.Body);
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
