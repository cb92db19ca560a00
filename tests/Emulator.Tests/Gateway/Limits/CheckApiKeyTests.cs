using Egress.Emulator.Gateway;
using Egress.Emulator.Tests.Gateway.Bench;
using Xunit;

namespace Egress.Emulator.Tests.Gateway.Limits;

public sealed class CheckApiKeyTests
{
    private const string Key = "0123456789abcdefghij";

    [Theory]
    [InlineData("no key", null, false)]
    [InlineData("an empty one", "x-api-key:", false)]
    [InlineData("blanks", "x-api-key:    ", false)]
    [InlineData("an unknown one", "x-api-key: 0123456789abcdefghiX", false)]
    [InlineData("the case of the value counts", "x-api-key: 0123456789ABCDEFGHIJ", false)]
    [InlineData("a beginning is no key", "x-api-key: 0123456789abcdefghi", false)]
    [InlineData("a key of another stage", "x-api-key: other-stage-key-12345", false)]
    [InlineData("a key of another API", "x-api-key: another-api-key-1234", false)]
    [InlineData("in a query", "x-other: " + Key, false)]
    [InlineData("in Authorization", "Authorization: " + Key, false)]
    [InlineData("lower case", "x-api-key: " + Key, true)]
    [InlineData("as AWS writes it", "X-API-Key: " + Key, true)]
    [InlineData("any other case", "X-aPi-KeY: " + Key, true)]
    [InlineData("blanks around the value", "x-api-key:   " + Key + "  ", true)]
    public async Task Key_plan_and_stage_must_line_up(string because, string? header, bool opens)
    {
        await using var gateway = await GatewayBench.StartAsync(Setup());

        var answer = await gateway.GetAsync($"/test/x?x-api-key={Key}", header is null ? [] : [header]);

        Assert.True(answer.StatusCode == (opens ? 200 : 403), because);
        Assert.Equal(opens ? "" : """{"message":"Forbidden"}""", answer.Text);
        Assert.Equal(opens ? null : "ForbiddenException", answer.Header("x-amzn-ErrorType"));
    }

    [Theory]
    [InlineData("X-API-Key", 200)]
    [InlineData("x-api-key", 403)]
    public async Task By_switch_the_header_s_case_counts(string name, int status)
    {
        await using var gateway = await GatewayBench.StartAsync(Setup() with { Switches = new GatewaySwitches { MatchesKeyHeaderCase = true } });

        Assert.Equal(status, (await gateway.GetAsync("/test/x", $"{name}: {Key}")).StatusCode);
    }

    [Theory]
    [InlineData("an unknown route is not a question of keys", "/test/", """{"message":"Missing Authentication Token"}""")]
    [InlineData("an unknown stage is the same Forbidden", "/closed/x", """{"message":"Forbidden"}""")]
    public async Task The_key_comes_after_stage_and_route(string because, string target, string body)
    {
        await using var gateway = await GatewayBench.StartAsync(Setup());

        Assert.True((await gateway.GetAsync(target)).Text == body, because);
    }

    [Fact]
    public async Task A_method_without_a_key_asks_for_none_and_a_wrong_one_does_no_harm()
    {
        await using var gateway = await GatewayBench.StartAsync(Setup().With(BenchSetup.Mock()));

        Assert.Equal(200, (await gateway.GetAsync("/test/x")).StatusCode);
        Assert.Equal(200, (await gateway.GetAsync("/test/x", "x-api-key: wrong")).StatusCode);
    }

    [Fact]
    public async Task The_key_reaches_the_upstream_in_the_case_it_was_sent_in()
    {
        await using var upstream = SocketUpstream.Answering(SocketUpstream.Ok);
        await using var gateway = await GatewayBench.StartAsync(BenchSetup.To(upstream).With(BenchSetup.Proxy() with { ApiKeyRequired = true }) with { Grants = Grants });

        await gateway.GetAsync("/test/x", $"X-aPi-KeY: {Key}");

        Assert.Contains(upstream.Request.Headers, line => line is { Name: "X-aPi-KeY", Value: Key });
    }

    private static readonly (string, KeyGrant)[] Grants =
    [
        (Key, Grant(GatewayBench.ApiId, "test")),
        ("other-stage-key-12345", Grant(GatewayBench.ApiId, "other")),
        ("another-api-key-1234", Grant("zzzzzzzzzz", "test")),
    ];

    private static KeyGrant Grant(string apiId, string stage) => new() { KeyId = "k", PlanId = $"plan of {apiId}/{stage}", ApiId = apiId, StageName = stage };

    private static BenchSetup Setup() => new BenchSetup { Grants = Grants }.With(BenchSetup.Mock() with { ApiKeyRequired = true });
}
