using Xunit;

namespace Egress.Emulator.Tests.Deployment.ApiGateway;

public sealed class VpcLinkResourceTests
{
    private const string Network = "arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/net/a/1";

    [Theory]
    [InlineData("a load balancer of another kind", "[arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/app/a/1]")]
    [InlineData("two", $"[{Network}, {Network}]")]
    [InlineData("none", "[]")]
    public void A_link_leads_to_one_network_load_balancer(string because, string targets) =>
        Assert.True(TestStack.Refusal(Text(targets)).Contains("expected the ARN of one Network Load Balancer", StringComparison.Ordinal), because);

    [Fact]
    public void A_link_is_there_once_it_is_made()
    {
        var stack = TestStack.Deploy(Text($"[{Network}]"));

        Assert.True(stack.Apis.HasVpcLink(stack.Stack.PhysicalIds["Link"]));
        Assert.False(stack.Apis.HasVpcLink("another"));
        Assert.Equal(("l", Network), (Assert.Single(stack.Apis.VpcLinks).Name, Assert.Single(stack.Apis.VpcLinks[0].TargetArns)));
    }

    private static string Text(string targets) => $"Resources: {{Link: {{Type: 'AWS::ApiGateway::VpcLink', Properties: {{Name: l, TargetArns: {targets}}}}}}}";
}
