using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Egress.Emulator.Tests.Deployment.Network;

public sealed class StackEndpointsTests
{
    private const string NamesTwo =
        "{Statement: [{Effect: Allow, Principal: '*', Action: '*', Resource: '*'}, {Effect: Deny, Principal: '*', Action: '*', Resource: '*', Condition: {StringNotEquals: {'aws:SourceVpce': [vpce-0a, vpce-0b]}}}]}";

    private const string Endpoint = "\n  Own: {Type: 'AWS::EC2::VPCEndpoint', Properties: {VpcEndpointType: Interface, VpcId: vpc-1, ServiceName: com.amazonaws.us-east-1.execute-api}}";

    [Fact]
    public void A_private_API_without_any_endpoint_gets_one_that_is_the_same_at_every_start()
    {
        var stack = TestStack.Deploy(Bodies.Api(Bodies.Proxy));

        var endpoint = Assert.Single(stack.Stack.VpcEndpoints);
        Assert.Matches("^vpce-[0-9a-f]{17}$", endpoint.Id);
        Assert.Equal(endpoint.Id, Assert.Single(TestStack.Deploy(Bodies.Api(Bodies.Proxy)).Stack.VpcEndpoints).Id);
        Assert.Equal($"The template has no VPC endpoint: {endpoint.Id} stands before its private API. Another id: --vpc-endpoint ID=PORT", Assert.Single(stack.Stack.Notes));
    }

    [Fact]
    public void Endpoints_that_only_the_policy_names_are_there()
    {
        Assert.Equal(["vpce-0a", "vpce-0b"], Ids(TestStack.Deploy(WithPolicy())));
    }

    [Fact]
    public void What_the_template_makes_or_names_is_all_there_is()
    {
        var made = TestStack.Deploy(WithPolicy() + Endpoint);

        Assert.DoesNotContain(Assert.Single(Ids(made)), NamesTwo, StringComparison.Ordinal);
        Assert.Empty(made.Stack.Notes);
        Assert.Equal(["vpce-0c"], Ids(TestStack.Deploy(WithPolicy().Replace("{Type: PRIVATE}", "{Type: PRIVATE, VPCEndpointIds: [vpce-0c]}", StringComparison.Ordinal))));
    }

    [Fact]
    public void An_added_endpoint_stands_for_all()
    {
        var stack = TestStack.Of(WithPolicy()).WithAddedEndpoint();

        stack.Start();

        Assert.Empty(stack.Stack.VpcEndpoints);
        Assert.Empty(stack.Stack.Notes);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_public_API_is_told_to_be_out_of_reach_and_nothing_listens_on_a_port_that_nobody_named()
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, Bodies.Api(Bodies.Proxy).Replace("{Type: PRIVATE}", "REGIONAL", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        var options = new EmulatorOptions { TemplateFile = file, ControlPort = 0 };

        await using var one = await RunningEmulator.StartAsync(options, TimeProvider.System, NullLoggerFactory.Instance, TestContext.Current.CancellationToken);
        await using var other = await RunningEmulator.StartAsync(options, TimeProvider.System, NullLoggerFactory.Instance, TestContext.Current.CancellationToken);

        File.Delete(file);
        Assert.Empty(one.Endpoints);
        Assert.Equal("test is REGIONAL: nobody can call it here, as the emulator has VPC endpoints only, which reach private APIs", Assert.Single(other.Stack.Notes));
    }

    private static string WithPolicy() => Bodies.Api(Bodies.Proxy).Replace(Bodies.Policy, NamesTwo, StringComparison.Ordinal);

    private static IEnumerable<string> Ids(TestStack stack) => stack.Stack.VpcEndpoints.Select(endpoint => endpoint.Id);
}
