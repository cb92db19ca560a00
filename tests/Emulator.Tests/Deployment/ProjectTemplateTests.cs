using Egress.Emulator.Gateway;
using Egress.Emulator.Template;
using Egress.Testing;
using Xunit;

namespace Egress.Emulator.Tests.Deployment;

/// <summary>The project's own template, as <c>up</c> reads it.</summary>
public sealed class ProjectTemplateTests
{
    private const string LoadBalancer = "arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/net/ledger/0123456789abcdef";
    private static readonly string Text = File.ReadAllText(Repository.PathOf("template.yaml"));

    [Fact]
    public void Each_upstream_is_a_stage_of_the_private_api()
    {
        var stack = TestStack.Deploy(Text, ("Upstreams", "httpbin,openai"));

        Assert.Equal("PRIVATE", stack.Api.EndpointType);
        Assert.Equal(["closed", "httpbin_org", "api_openai_com"], stack.Stack.Stages.Select(stage => stage.Name));
        Assert.Equal("api.openai.com", stack.Stack.Stages[2].Variables["host"]);
        Assert.Empty(stack.Stack.Stages[0].Variables);
    }

    [Fact]
    public void The_limits_of_an_upstream_are_set_by_the_parameter_of_its_name()
    {
        var stack = TestStack.Deploy(Text, ("Upstreams", "httpbin,openai"), ("openaiLimits", "0.5, 2, 9, WEEK"));

        var plans = stack.Apis.Plans.ToDictionary(plan => plan.Name.Split(' ')[1]);
        Assert.Equal((new ThrottleLimit(0.5, 2), new QuotaLimit(9, "WEEK", 0)), (plans["openai"].Throttle, plans["openai"].Quota));
        Assert.Equal((new ThrottleLimit(100, 200), new QuotaLimit(100_000, "DAY", 0)), (plans["httpbin"].Throttle, plans["httpbin"].Quota));
    }

    [Fact]
    public void A_private_upstream_is_a_stage_without_the_public_way_and_with_a_link()
    {
        var stack = TestStack.Deploy(Text, ("PrivateLoadBalancerArn", LoadBalancer), ("PrivateHosts", "ledger.example.com"));

        var stage = stack.Stack.Stages.Single(stage => stage.Name == "ledger_example_com");
        Assert.Equal(["privateHost", "vpcLinkId"], stage.Variables.Keys.Order());
        Assert.True(stack.Apis.HasVpcLink(stage.Variables["vpcLinkId"]));
        Assert.All(stack.Stack.Stages.Where(other => other != stage), other => Assert.DoesNotContain("vpcLinkId", other.Variables));
        Assert.Equal("${stageVariables.vpcLinkId}", stack.Method("/-/private/{proxy+}").Integration.VpcLinkId);
        Assert.NotNull(stack.Apis.Nodes.Pick().Find(stack.Api.Id, "ledger_example_com", Assert.Single(stack.Apis.Keys).Value));
        Assert.Equal("ledger.example.com", stack.Stack.Functions.Single(function => function.LogicalId == "CallerFunction").Environment["Egress__PrivateHosts"]);
    }

    [Theory]
    [InlineData("PrivateLoadBalancerArn", LoadBalancer)]
    [InlineData("PrivateHosts", "ledger.example.com")]
    public void A_load_balancer_and_the_hosts_behind_it_belong_together(string parameter, string value)
    {
        var refusal = Assert.Throws<TemplateException>(() => TestStack.Deploy(Text, (parameter, value))).Message;

        Assert.Contains("PrivateLoadBalancerArn leads to PrivateHosts - give both or neither", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void Its_endpoint_is_the_only_one_for_execute_api()
    {
        var stack = TestStack.Deploy(Text);

        var endpoint = Assert.Single(stack.Stack.VpcEndpoints);
        Assert.Equal(stack.Stack.PhysicalIds["ExecuteApiEndpoint"], endpoint.Id);
        Assert.Equal([endpoint.Id], stack.Api.VpcEndpointIds);
        Assert.Contains(endpoint.Id, stack.Api.Policy, StringComparison.Ordinal);
        Assert.Equal($"{endpoint.Id}.execute-api.us-east-1.vpce.amazonaws.com", stack.Stack.Outputs["EndpointDnsName"]);
    }

    [Fact]
    public void The_anchor_key_has_the_value_in_the_secret_and_opens_each_upstream()
    {
        var stack = TestStack.Deploy(Text, ("Upstreams", "httpbin,openai"));

        var key = Assert.Single(stack.Apis.Keys);
        var secret = stack.Targets.Secrets.Read(stack.Stack.PhysicalIds["ConsumerSecret"], "AWSCURRENT");
        Assert.Equal($$"""{"schema":1,"consumer":"app","apiKey":"{{key.Value}}"}""", secret);
        Assert.True(key.Enabled);
        Assert.NotNull(stack.Apis.Nodes.Pick().Find(stack.Api.Id, "httpbin_org", key.Value));
        Assert.NotNull(stack.Apis.Nodes.Pick().Find(stack.Api.Id, "api_openai_com", key.Value));
        Assert.Null(stack.Apis.Nodes.Pick().Find(stack.Api.Id, "closed", key.Value));
    }

    [Fact]
    public void Every_method_asks_for_a_key_and_every_proxy_replaces_it()
    {
        var stack = TestStack.Deploy(Text);

        var methods = stack.Api.Resources.SelectMany(resource => resource.Methods.Values).ToList();
        Assert.Equal(4, methods.Count);
        Assert.All(methods, method => Assert.True(method.ApiKeyRequired));
        Assert.All(
            methods.Where(method => method.Integration.Type == "HTTP_PROXY"),
            method => Assert.Contains("integration.request.header.x-api-key", method.Integration.RequestParameters));
        Assert.True(stack.Method("/-/carry/{proxy+}").ValidatesParameters);
        Assert.True(stack.Method("/-/carry/{proxy+}").RequestParameters["method.request.header.x-upstream-api-key"]);
        Assert.Equal("MOCK", stack.Method("/-/probe").Integration.Type);
    }

    [Fact]
    public void Every_rejection_carries_the_mark()
    {
        var stack = TestStack.Deploy(Text);

        var mark = stack.Stack.Outputs["Mark"];
        Assert.NotEmpty(stack.Api.GatewayResponses);
        Assert.All(stack.Api.GatewayResponses, response => Assert.Equal($"'{mark} {response.Key}'", response.Value.ResponseParameters["gatewayresponse.header.x-egress-error"]));
    }

    [Fact]
    public void Functions_get_their_environment_and_those_in_the_VPC_are_known()
    {
        var stack = TestStack.Deploy(Text);

        var functions = stack.Stack.Functions.ToDictionary(function => function.LogicalId);
        Assert.True(functions["CallerFunction"].IsInVpc);
        Assert.False(functions["AdminFunction"].IsInVpc);
        Assert.Equal(stack.Api.Id, functions["CallerFunction"].Environment["Egress__ApiId"]);
        Assert.Equal(functions["ProbeFunction"].Name, functions["AdminFunction"].Environment["Egress__ProbeFunction"]);
        Assert.Equal(Repository.PathOf("functions", "Caller"), functions["CallerFunction"].CodeFolder);
    }

    [Fact]
    public void Ids_are_the_same_at_every_start_but_for_the_mark()
    {
        var first = TestStack.Of(Text);
        var second = TestStack.Of(Text);
        first.Start(Guid.NewGuid());
        second.Start(Guid.NewGuid());

        Assert.Equal(first.Stack.PhysicalIds["EgressApi"], second.Stack.PhysicalIds["EgressApi"]);
        Assert.Equal(first.Stack.PhysicalIds["ExecuteApiEndpoint"], second.Stack.PhysicalIds["ExecuteApiEndpoint"]);
        Assert.NotEqual(first.Stack.Outputs["Mark"], second.Stack.Outputs["Mark"]);
        Assert.Matches("^[a-z0-9]{10}$", first.Stack.PhysicalIds["EgressApi"]);
        Assert.Matches("^vpce-[0-9a-f]{17}$", first.Stack.PhysicalIds["ExecuteApiEndpoint"]);
    }

    [Fact]
    public void What_only_exists_in_name_is_listed()
    {
        var stack = TestStack.Deploy(Text).Stack;

        Assert.Equal(["SubnetA", "SubnetB"], stack.NotEmulated["AWS::EC2::Subnet"]);
        Assert.DoesNotContain(stack.NotEmulated.Keys, type => type.StartsWith("AWS::ApiGateway::U", StringComparison.Ordinal));
        Assert.Empty(stack.Notes);
    }

    [Fact]
    public void An_upstream_that_the_template_does_not_know_is_refused()
    {
        var refusal = Assert.Throws<TemplateException>(() => TestStack.Deploy(Text, ("Upstreams", "nowhere"))).Message;

        Assert.Contains("found Ref nowhereLimits, expected", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void More_endpoints_may_be_let_in()
    {
        var stack = TestStack.Deploy(Text, ("AdditionalVpcEndpointIds", "vpce-0123456789abcdef0,vpce-1123456789abcdef0"));

        Assert.Contains("""{"aws:SourceVpce":["vpce-0123456789abcdef0","vpce-1123456789abcdef0"]}""", stack.Api.Policy, StringComparison.Ordinal);
    }
}
