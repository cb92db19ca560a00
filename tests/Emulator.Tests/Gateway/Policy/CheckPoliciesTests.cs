using System.Text;
using Egress.Emulator.Gateway;
using Egress.Emulator.Tests.Gateway.Bench;
using Xunit;

namespace Egress.Emulator.Tests.Gateway.Policy;

public sealed class CheckPoliciesTests
{
    private const string Denial = "User: anonymous is not authorized to perform: execute-api:Invoke on resource: arn:aws:execute-api:us-east-1:********3333:a1b2c3d4e5/";
    private const string Allow = """{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*"}""";

    [Theory]
    [InlineData("nothing allows", "", "", false, "")]
    [InlineData("an explicit deny", Allow + ",", "Deny", false, " with an explicit deny")]
    [InlineData("the newer wording", "", "", true, " because no resource-based policy allows the execute-api:Invoke action")]
    [InlineData("the newer wording of an explicit deny", Allow + ",", "Deny", true, " with an explicit deny in a resource-based policy")]
    public async Task A_denial_has_AWS_s_words_and_a_capital_Message(string because, string others, string effect, bool anew, string ending)
    {
        var denying = effect == "" ? "" : Allow.Replace("Allow", effect, StringComparison.Ordinal);
        await using var gateway = await StartAsync(Policy(others + denying), new GatewaySwitches { WordsPolicyDenialAnew = anew });

        var answer = await gateway.GetAsync("/test/x");

        Assert.True(answer.Text == $$"""{"Message":"{{Denial}}test/GET/x{{ending}}"}""", $"{because}: {answer.Text}");
        Assert.Equal(403, answer.StatusCode);
        Assert.Equal("AccessDeniedException", answer.Header("x-amzn-ErrorType"));
        Assert.Equal($"{Encoding.UTF8.GetByteCount(answer.Text)}", answer.Header("Content-Length"));
    }

    [Theory]
    [InlineData("a slash at the end", "GET", "/test/a/", "test/GET/a/")]
    [InlineData("double slashes", "GET", "/test//a//b", "test/GET//a//b")]
    [InlineData("escapes", "GET", "/test/a%2Fb%C3%A9", "test/GET/a%2Fb%C3%A9")]
    [InlineData("no query", "GET", "/test/a?b=c", "test/GET/a")]
    [InlineData("the method", "DELETE", "/test/a", "test/DELETE/a")]
    [InlineData("slashes before the stage do not count", "GET", "//test/a", "test/GET/a")]
    [InlineData("a quotation mark is escaped for JSON", "GET", "/test/a\"b", "test/GET/a\\\"b")]
    public async Task The_denied_resource_is_the_raw_path(string because, string method, string target, string resource)
    {
        await using var gateway = await StartAsync(Policy(""));

        var answer = await gateway.SendAsync(GatewayBench.Head(method, target));

        Assert.True(answer.Text == $$"""{"Message":"{{Denial}}{{resource}}"}""", $"{because}: {answer.Text}");
    }

    [Theory]
    [InlineData("cn-north-1", "aws-cn", "amazonaws.com.cn")]
    [InlineData("us-gov-west-1", "aws-us-gov", "amazonaws.com")]
    public async Task Other_partitions_have_their_own_names(string region, string partition, string domain)
    {
        var setup = Setup(Policy(""));
        await using var gateway = await GatewayBench.StartAsync(setup with { Region = region });

        var answer = await gateway.GetAsync("/test/x", $"Host: {GatewayBench.ApiId}.execute-api.{region}.{domain}");

        Assert.Contains($"arn:{partition}:execute-api:{region}:", answer.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no policy lets nobody in", "PRIVATE", null, 403)]
    [InlineData("a public API needs none", "REGIONAL", null, 200)]
    [InlineData("an unconditional Allow lets everybody in", "PRIVATE", BenchSetup.OpenPolicy, 200)]
    public async Task Only_a_private_API_needs_a_policy(string because, string endpointType, string? policy, int status)
    {
        var setup = Setup(policy);
        await using var gateway = await GatewayBench.StartAsync(setup with
        {
            Api = setup.Api with { EndpointType = endpointType },
            Endpoint = endpointType == "PRIVATE" ? BenchSetup.DefaultEndpoint : null,
        });

        Assert.True((await gateway.GetAsync("/test/x")).StatusCode == status, because);
    }

    [Theory]
    [InlineData("the endpoint's policy denies", """{"Statement":[]}""", BenchSetup.OpenPolicy, 403)]
    [InlineData("both deny", """{"Statement":[]}""", """{"Statement":[]}""", 403)]
    [InlineData("the API's denies", null, """{"Statement":[]}""", 403)]
    [InlineData("another API's id is not ours", """{"Statement":{"Effect":"Allow","Principal":"*","Action":"*","Resource":"arn:aws:execute-api:*:*:zzzzzzzzzz/*"}}""", BenchSetup.OpenPolicy, 403)]
    [InlineData("a named principal is not the anonymous caller", """{"Statement":{"Effect":"Allow","Principal":{"AWS":"111122223333"},"Action":"*","Resource":"*"}}""", BenchSetup.OpenPolicy, 403)]
    [InlineData("the endpoint's names our API", """{"Statement":{"Effect":"Allow","Principal":"*","Action":"*","Resource":"arn:aws:execute-api:*:*:a1b2c3d4e5/*"}}""", BenchSetup.OpenPolicy, 200)]
    [InlineData("without a policy the endpoint lets everything pass", null, BenchSetup.OpenPolicy, 200)]
    public async Task The_endpoint_s_policy_and_the_API_s_must_both_allow(string because, string? endpointPolicy, string apiPolicy, int status)
    {
        await using var gateway = await GatewayBench.StartAsync(Setup(apiPolicy) with { Endpoint = BenchSetup.DefaultEndpoint with { Policy = endpointPolicy } });

        var answer = await gateway.GetAsync("/test/x");

        Assert.True(answer.StatusCode == status, $"{because}: {answer.Text}");
        Assert.Equal(status == 200 ? null : "AccessDeniedException", answer.Header("x-amzn-ErrorType"));
    }

    [Fact]
    public async Task By_switch_the_endpoint_s_denial_is_a_plain_Forbidden()
    {
        var switches = new GatewaySwitches { AnswersForbiddenToEndpointPolicyDenial = true };
        await using var gateway = await GatewayBench.StartAsync(Setup(BenchSetup.OpenPolicy) with { Endpoint = BenchSetup.DefaultEndpoint with { Policy = """{"Statement":[]}""" }, Switches = switches });

        Assert.Equal("""{"message":"Forbidden"}""", (await gateway.GetAsync("/test/x")).Text);
    }

    [Theory]
    [InlineData(false, "AccessDeniedException")]
    [InlineData(true, "MissingAuthenticationTokenException")]
    public async Task The_policy_comes_before_the_route_or_by_switch_after(bool routesFirst, string errorType)
    {
        await using var gateway = await StartAsync(Policy(""), new GatewaySwitches { RoutesBeforePolicies = routesFirst });

        Assert.Equal(errorType, (await gateway.GetAsync("/test/")).Header("x-amzn-ErrorType"));
    }

    [Fact]
    public async Task The_policy_comes_before_the_key()
    {
        await using var gateway = await GatewayBench.StartAsync(new BenchSetup { Api = BenchSetup.ApiOf(BenchSetup.Mock() with { ApiKeyRequired = true }) with { Policy = Policy("") } });

        Assert.Equal("AccessDeniedException", (await gateway.GetAsync("/test/x")).Header("x-amzn-ErrorType"));
    }

    [Theory]
    [InlineData("the stage", "execute-api:/test/*", 200)]
    [InlineData("another stage", "execute-api:/other/*", 403)]
    [InlineData("the method", "execute-api:/test/GET/*", 200)]
    [InlineData("another method", "execute-api:/test/POST/*", 403)]
    [InlineData("the path", "execute-api:/test/GET/a/b", 200)]
    [InlineData("a shorter path", "execute-api:/test/GET/a", 403)]
    [InlineData("any method", "execute-api:/*/*/a/b", 200)]
    [InlineData("the API's root is not everything", "execute-api:/", 403)]
    [InlineData("the full form", "arn:aws:execute-api:us-east-1:111122223333:a1b2c3d4e5/test/GET/a/b", 200)]
    [InlineData("another account", "arn:aws:execute-api:us-east-1:999922223333:a1b2c3d4e5/*", 403)]
    public async Task A_resource_names_stage_method_and_path(string because, string resource, int status)
    {
        await using var gateway = await StartAsync(Policy(Allow.Replace("execute-api:/*", resource, StringComparison.Ordinal)));

        Assert.True((await gateway.GetAsync("/test/a/b")).StatusCode == status, because);
    }

    private static string Policy(string statements) => $$"""{"Version":"2012-10-17","Statement":[{{statements}}]}""";

    private static BenchSetup Setup(string? policy)
    {
        var setup = new BenchSetup().With(BenchSetup.Mock());
        return setup with { Api = setup.Api with { Policy = policy } };
    }

    private static Task<GatewayBench> StartAsync(string policy, GatewaySwitches? switches = null) => GatewayBench.StartAsync(Setup(policy) with { Switches = switches ?? new GatewaySwitches() });
}
