using Xunit;

namespace Egress.Emulator.Tests.Deployment.Network;

public sealed class VpcEndpointResourceTests
{
    [Fact]
    public void Endpoints_for_execute_api_are_listed_in_the_order_of_the_template()
    {
        var stack = TestStack.Deploy(
            """
            Resources:
              B: {Type: 'AWS::EC2::VPCEndpoint', DependsOn: A, Properties: {VpcEndpointType: Interface, VpcId: vpc-1, ServiceName: a.execute-api, PrivateDnsEnabled: 'true'}}
              A: {Type: 'AWS::EC2::VPCEndpoint', Properties: {VpcEndpointType: Interface, VpcId: vpc-2, ServiceName: com.amazonaws.us-east-1.execute-api}}
              S: {Type: 'AWS::EC2::VPCEndpoint', Properties: {VpcEndpointType: Interface, VpcId: vpc-1, ServiceName: com.amazonaws.us-east-1.secretsmanager}}
            Outputs:
              Dns: {Value: !Select [1, !Split [':', !Select [0, !GetAtt S.DnsEntries]]]}
            """);

        Assert.Equal(["vpc-1", "vpc-2"], stack.Stack.VpcEndpoints.Select(endpoint => endpoint.VpcId));
        Assert.Equal([true, false], stack.Stack.VpcEndpoints.Select(endpoint => endpoint.PrivateDnsEnabled));
        Assert.Null(stack.Stack.VpcEndpoints[0].Policy);
        Assert.Equal(["secretsmanager"], stack.Stack.EndpointServices);
        Assert.Equal($"{stack.Stack.PhysicalIds["S"]}.secretsmanager.us-east-1.vpce.amazonaws.com", stack.Stack.Outputs["Dns"]);
    }

    [Fact]
    public void A_gateway_endpoint_is_a_way_to_no_service_of_an_interface()
    {
        var stack = TestStack.Deploy(
            """
            Resources:
              V: {Type: 'AWS::EC2::VPC'}
              S: {Type: 'AWS::EC2::VPCEndpoint', Properties: {VpcId: !Ref V, ServiceName: com.amazonaws.us-east-1.secretsmanager}}
            """);

        Assert.Empty(stack.Stack.EndpointServices);
    }

    [Fact]
    public void A_VPC_that_is_brought_is_taken_to_have_an_endpoint_for_Secrets_Manager()
    {
        var stack = TestStack.Deploy("Resources:\n  L: {Type: 'AWS::EC2::VPCEndpoint', Properties: {VpcEndpointType: Interface, VpcId: vpc-1, ServiceName: com.amazonaws.us-east-1.lambda}}");

        Assert.Equal(["lambda", "secretsmanager"], stack.Stack.EndpointServices.Order());
    }

    [Fact]
    public void An_endpoint_that_an_api_names_and_the_template_does_not_make_was_brought()
    {
        var stack = TestStack.Deploy(
            """
            Resources:
              Api:
                Type: AWS::ApiGateway::RestApi
                Properties: {Name: a, EndpointConfiguration: {Types: [PRIVATE], VpcEndpointIds: [!Ref Made, vpce-0123456789abcdef0]}}
              Made: {Type: 'AWS::EC2::VPCEndpoint', Properties: {VpcEndpointType: Interface, VpcId: vpc-1, ServiceName: com.amazonaws.us-east-1.execute-api}}
            """);

        Assert.Equal([stack.Stack.PhysicalIds["Made"], "vpce-0123456789abcdef0"], stack.Stack.VpcEndpoints.Select(endpoint => endpoint.Id));
    }

    [Theory]
    [InlineData("VpcId: v, ServiceName: com.amazonaws.us-east-1.execute-api", "found an execute-api endpoint that is no interface endpoint")]
    [InlineData("VpcEndpointType: Interface, ServiceName: com.amazonaws.us-east-1.execute-api", "found no VpcId in E")]
    [InlineData("VpcId: v, VpcEndpointType: Interface", "found no ServiceName in E")]
    [InlineData("VpcId: v, VpcEndpointType: Interface, ServiceName: a.execute-api, PolicyDocument: {Statement: [{Effect: Maybe}]}", "found a policy that cannot be read")]
    [InlineData("VpcId: v, VpcEndpointType: Interface, ServiceName: com.amazonaws.us-east-1.execute-api, Policy: {}", "found the key 'Policy' in E")]
    public void An_endpoint_that_would_not_let_anybody_in_is_refused(string properties, string found)
    {
        var refusal = TestStack.Refusal($"Resources:\n  E: {{Type: 'AWS::EC2::VPCEndpoint', Properties: {{{properties}}}}}");

        Assert.StartsWith("t.yaml:2: ", refusal, StringComparison.Ordinal);
        Assert.Contains(found, refusal, StringComparison.Ordinal);
    }
}
