using Egress.Emulator.Gateway;
using Egress.Emulator.Gateway.Integrate;
using Egress.Emulator.Gateway.Request;
using Xunit;

namespace Egress.Emulator.Tests.Gateway.Integrate;

public sealed class UpstreamHeadersTests
{
    private const string Trace = "Root=1-00000000-000000000000000000000000";

    [Theory]
    [InlineData("Content-Encoding")]
    [InlineData("via")]
    public void Names_that_HTTP_PROXY_drops_do_not_reach_the_upstream(string name) => Assert.False(Build([(name, "x")]).Contains(name));

    [Theory]
    [InlineData("AWS4-HMAC-SHA256 Credential=x", false)]
    [InlineData("Bearer x", true)]
    public void A_signature_for_the_gateway_is_dropped_and_other_authorization_passes(string value, bool passes) => Assert.Equal(passes, Build([("Authorization", value)]).Contains("Authorization"));

    [Theory]
    [InlineData("AWS4-HMAC-SHA256 Credential=x", "Bearer x")]
    [InlineData("Bearer x", "AWS4-HMAC-SHA256 Credential=x")]
    public void Of_two_lines_the_signature_goes_and_the_other_stays(string first, string second) =>
        Assert.Equal(["Bearer x"], Build([("Authorization", first), ("Authorization", second)]).All("Authorization"));

    [Fact]
    public void The_key_reaches_the_upstream_unless_it_is_overwritten()
    {
        Assert.Equal("key", Build([("x-api-key", "key")]).Last("x-api-key"));
        Assert.Equal(["-"], Build([("x-api-key", "key")], [("x-api-key", "-")]).All("x-api-key"));
    }

    [Theory]
    [InlineData(false, "key -")]
    [InlineData(true, "-")]
    public void A_mapping_catches_another_case_of_the_name_only_by_switch(bool inAnyCase, string values) =>
        Assert.Equal(values, string.Join(' ', Build([("X-API-Key", "key")], [("x-api-key", "-")], new GatewaySwitches { ReplacesHeadersInAnyCase = inAnyCase }).All("x-api-key")));

    [Theory]
    [InlineData("an empty constant is skipped, and the client's value leaks", "", false, false, "key")]
    [InlineData("by switch it is sent", "", true, false, "")]
    [InlineData("an absent source leaves the client's value", null, false, false, "key")]
    [InlineData("by switch it removes it", null, false, true, null)]
    public void A_mapping_without_a_value(string because, string? value, bool sendsEmpty, bool removes, string? expected) =>
        Assert.True(Build([("x-api-key", "key")], [("x-api-key", value)], new GatewaySwitches { SendsEmptyMappings = sendsEmpty, RemovesTargetOfAbsentSource = removes }).Last("x-api-key") == expected, because);

    [Theory]
    [InlineData("content-length", false, "content-length")]
    [InlineData("Transfer-Encoding", true, "Transfer-Encoding")]
    [InlineData("X-Amzn-Trace-Id", false, "X-Amzn-Trace-Id")]
    [InlineData("X-Amzn-Apigateway-Api-Id", true, null)]
    [InlineData("x-api-key", false, null)]
    public void Some_names_cannot_be_mapped(string name, bool ignoresOwn, string? illegal) =>
        Assert.Equal(illegal, new HeaderMapping(new GatewaySwitches { IgnoresMappingsOfGatewayHeaders = ignoresOwn }).Illegal(RequestMappings.Of(new Dictionary<string, string>
        {
            [$"integration.request.header.{name}"] = "'x'",
            ["integration.request.path.Content-Length"] = "'x'",
        })));

    [Fact]
    public void The_client_s_address_is_appended_and_port_and_scheme_overwritten()
    {
        var headers = Build([("x-forwarded-for", "1.1.1.1"), ("X-Forwarded-Port", "80"), ("X-Forwarded-Proto", "http")]);

        Assert.Equal(["1.1.1.1, 10.0.0.7"], headers.All("X-Forwarded-For"));
        Assert.Equal(["443"], headers.All("X-Forwarded-Port"));
        Assert.Equal(["https"], headers.All("X-Forwarded-Proto"));
    }

    [Fact]
    public void A_static_value_hides_the_client_s_address() =>
        Assert.Equal(["-"], Build([("x-forwarded-for", "1.1.1.1")], [("X-Forwarded-For", "-")]).All("X-Forwarded-For"));

    [Fact]
    public void By_switch_no_address_is_sent() => Assert.False(Build([], null, new GatewaySwitches { AppendsSourceIp = false }).Contains("X-Forwarded-For"));

    [Fact]
    public void The_trace_header_is_the_gateway_s() => Assert.Equal([Trace], Build([("x-amzn-trace-id", "Root=1-5-6;Self=7")]).All("X-Amzn-Trace-Id"));

    [Fact]
    public void Defaults_stand_in_for_user_agent_and_accept()
    {
        Assert.Equal("AmazonAPIGateway_api", Build([]).Last("User-Agent"));
        Assert.Equal("application/json", Build([]).Last("Accept"));
        Assert.Equal(["own"], Build([("User-Agent", "own")]).All("User-Agent"));
        Assert.False(Build([], null, new GatewaySwitches { AddsDefaultUserAgentAndAccept = false }).Contains("Accept"));
    }

    [Theory]
    [InlineData("none by default", null, null)]
    [InlineData("by switch one", "Keep-Alive", "Keep-Alive")]
    public void A_Connection_header_is_a_switch(string because, string? set, string? expected) =>
        Assert.True(Build([], null, new GatewaySwitches { UpstreamConnectionHeader = set }).Last("Connection") == expected, because);

    [Fact]
    public void Duplicates_are_lines_of_their_own_or_by_switch_joined()
    {
        Assert.Equal(["1", "2"], Build([("x-a", "1"), ("x-a", "2")]).All("x-a"));
        Assert.Equal(["1,2"], Build([("x-a", "1"), ("x-a", "2")], null, new GatewaySwitches { JoinsDuplicateHeaders = true }).All("x-a"));
    }

    [Theory]
    [InlineData(null, "up.example")]
    [InlineData("other.example", "other.example")]
    public void Host_is_the_upstream_s_unless_it_is_mapped(string? mapped, string expected) =>
        Assert.Equal([expected], Build([("Host", "gateway")], mapped is null ? null : [("host", mapped)]).All("Host"));

    private static HeaderLines Build((string Name, string Value)[] client, (string, string?)[]? mapped = null, GatewaySwitches? switches = null)
    {
        var request = new GatewayRequest
        {
            Method = "GET",
            Host = "gateway",
            Target = RequestTarget.Parse("/s/x"),
            Query = [],
            Headers = new HeaderLines(client.Select(line => new HeaderLine(line.Name, line.Value))),
            Body = default,
            SourceIp = "10.0.0.7",
        };
        return new UpstreamHeaders(switches ?? new GatewaySwitches()).Build(request, "api", Trace, "up.example", mapped ?? []);
    }
}
