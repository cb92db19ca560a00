using Egress.Emulator.Gateway;
using Egress.Emulator.Tests.Gateway.Bench;
using Egress.Testing;
using Xunit;

namespace Egress.Emulator.Tests.Gateway.Policy;

/// <summary>Which condition keys a caller without credentials has.</summary>
public sealed class ConditionKeysTests
{
    [Theory]
    [InlineData("the endpoint", """{"StringEquals":{"aws:SourceVpce":"vpce-0123456789abcdef0"}}""", true)]
    [InlineData("its network", """{"StringEquals":{"aws:SourceVpc":"vpc-77"}}""", true)]
    [InlineData("the caller's private address", """{"IpAddress":{"aws:VpcSourceIp":"127.0.0.0/8"}}""", true)]
    [InlineData("its public address is not there", """{"Null":{"aws:SourceIp":"true"}}""", true)]
    [InlineData("the gateway has TLS only", """{"Bool":{"aws:SecureTransport":"true"}}""", true)]
    [InlineData("the time", """{"DateEquals":{"aws:CurrentTime":"2026-03-31T23:00:00Z"}}""", true)]
    [InlineData("in seconds", """{"NumericEquals":{"aws:EpochTime":"1774998000"}}""", true)]
    [InlineData("the user agent", """{"StringLike":{"aws:UserAgent":"agent/*"}}""", true)]
    [InlineData("the referer", """{"StringEquals":{"aws:Referer":"https://r.example/"}}""", true)]
    [InlineData("no source ARN", """{"Null":{"aws:SourceArn":"true"}}""", true)]
    [InlineData("no organization", """{"Null":{"aws:PrincipalOrgID":"true"}}""", true)]
    [InlineData("no organization paths", """{"Null":{"aws:PrincipalOrgPaths":"true"}}""", true)]
    [InlineData("no account", """{"Null":{"aws:PrincipalAccount":"true"}}""", true)]
    [InlineData("no principal", """{"Null":{"aws:PrincipalArn":"true"}}""", true)]
    [InlineData("no kind of principal", """{"Null":{"aws:PrincipalType":"true"}}""", true)]
    [InlineData("no user id", """{"Null":{"aws:userid":"true"}}""", true)]
    [InlineData("no user name", """{"Null":{"aws:username":"true"}}""", true)]
    [InlineData("no tag", """{"Null":{"aws:PrincipalTag/x":"true"}}""", true)]
    [InlineData("no owner of the endpoint", """{"Null":{"aws:VpceOrgID":"true","aws:VpceAccount":"true","aws:VpceOrgPaths":"true"}}""", true)]
    [InlineData("so the organization never equals", """{"StringEquals":{"aws:PrincipalOrgID":"o-1"}}""", false)]
    [InlineData("and IfExists protects nothing", """{"StringEqualsIfExists":{"aws:PrincipalOrgID":"o-1"}}""", true)]
    public async Task The_keys_that_exist_without_authentication_and_no_others(string because, string condition, bool holds)
    {
        await using var gateway = await GatewayBench.StartAsync(Setup(condition) with
        {
            Endpoint = BenchSetup.DefaultEndpoint with { VpcId = "vpc-77" },
            Time = new ManualTimeProvider(new DateTimeOffset(2026, 3, 31, 23, 0, 0, TimeSpan.Zero)),
        });

        var answer = await gateway.GetAsync("/test/x", "User-Agent: agent/1", "Referer: https://r.example/");

        Assert.True(answer.StatusCode == (holds ? 200 : 403), because);
    }

    [Theory]
    [InlineData("the public address", """{"IpAddress":{"aws:SourceIp":"127.0.0.1"}}""", 200)]
    [InlineData("no endpoint", """{"Null":{"aws:SourceVpce":"true","aws:SourceVpc":"true","aws:VpcSourceIp":"true"}}""", 200)]
    public async Task A_public_API_s_callers_have_other_keys(string because, string condition, int status)
    {
        var setup = Setup(condition);
        await using var gateway = await GatewayBench.StartAsync(setup with { Api = setup.Api with { EndpointType = "REGIONAL" }, Endpoint = null });

        Assert.True((await gateway.GetAsync("/test/x")).StatusCode == status, because);
    }

    [Theory]
    [InlineData(false, 403)]
    [InlineData(true, 200)]
    public async Task By_switch_the_endpoint_s_owner_is_known(bool isKnown, int status)
    {
        var switches = new GatewaySwitches { EndpointOwnerKeys = isKnown ? new Dictionary<string, string> { ["aws:VpceOrgID"] = "o-1" } : new Dictionary<string, string>() };
        await using var gateway = await GatewayBench.StartAsync(Setup("""{"StringEquals":{"aws:VpceOrgID":"o-1"}}""") with { Switches = switches });

        Assert.Equal(status, (await gateway.GetAsync("/test/x")).StatusCode);
    }
    private static BenchSetup Setup(string condition)
    {
        var setup = new BenchSetup().With(BenchSetup.Mock());
        var policy = $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*","Condition":{{condition}}}]}""";
        return setup with { Api = setup.Api with { Policy = policy } };
    }
}
