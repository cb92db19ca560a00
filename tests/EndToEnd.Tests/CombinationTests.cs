using System.Text.Json.Nodes;
using Egress.Emulator;
using Egress.Emulator.Demo;
using Egress.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Egress.EndToEnd.Tests;

/// <summary>The template in the ways it can be deployed: each starts, grants are proved, and a call from inside succeeds.</summary>
public sealed class CombinationTests
{
    private const string BroughtVpc = "VpcId=vpc-0123456789abcdef0 SubnetIds=subnet-0123456789abcdef0,subnet-0123456789abcdef1";
    internal const string PrivateHost = "ledger.example.com";
    internal const string PrivateWay = $"PrivateHosts={PrivateHost} PrivateLoadBalancerArn=arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/net/ledger/0123456789abcdef";
    private const string OwnGroup = "EndpointSecurityGroupId=sg-0123456789abcdef0";

    [Theory]
    [InlineData("a network is made, without private DNS", "")]
    [InlineData("a network is made, with private DNS", "PrivateDns=true")]
    [InlineData("the VPC is brought", BroughtVpc)]
    [InlineData("the VPC is brought, with private DNS", $"{BroughtVpc} PrivateDns=true")]
    [InlineData("the gateway's endpoint is brought too", $"{BroughtVpc} {OwnGroup} ExecuteApiEndpointId=vpce-0123456789abcdef0")]
    [InlineData("the secrets' endpoint is brought too", $"{BroughtVpc} {OwnGroup} SecretsEndpointId=vpce-0123456789abcdef1")]
    [InlineData("everything is brought", $"{BroughtVpc} {OwnGroup} ExecuteApiEndpointId=vpce-0123456789abcdef0 SecretsEndpointId=vpce-0123456789abcdef1 PrivateDns=true")]
    [InlineData("nine upstreams are open", "Upstreams=anthropic,gemini,github,httpbin,openai,sendgrid,slack,stripe,twilio")]
    [InlineData("an upstream is private", PrivateWay)]
    [InlineData("an upstream is private, and eight are public", $"{PrivateWay} Upstreams=anthropic,gemini,github,httpbin,openai,sendgrid,slack,stripe")]
    [InlineData("every option is on", "FlowLogs=true DnsFirewall=true Tracing=true WebAclArn=arn:aws:wafv2:us-east-1:123456789012:regional/webacl/a/1 KmsKeyArn=arn:aws:kms:us-east-1:123456789012:key/a AlarmEmail=ops@example.com AdditionalVpcEndpointIds=vpce-0aaaaaaaaaaaaaaaa httpbinLimits=5,9,1000,WEEK " + PrivateWay)]
    [InlineData("every option is off", "FlowLogs=false DnsFirewall=false Tracing=false SetLogRole=false")]
    public async Task A_call_succeeds_in_every_combination_of_parameters(string because, string parameters)
    {
        await using var upstream = await EchoUpstream.StartAsync(TestContext.Current.CancellationToken);
        await using var emulator = await StartAsync(upstream, parameters);
        var request = await File.ReadAllBytesAsync(Repository.PathOf("tests", "events", "get.json"), TestContext.Current.CancellationToken);

        var result = await emulator.Functions.InvokeAsync(emulator.Function("CallerFunction"), request, TestContext.Current.CancellationToken);

        Assert.True(JsonNode.Parse(result.Payload.Span)?["statusCode"]?.GetValue<int>() == 200, $"{because}: {System.Text.Encoding.UTF8.GetString(result.Payload.Span)}");
        Assert.Single(upstream.Seen);
    }

    internal static Task<RunningEmulator> StartAsync(EchoUpstream upstream, string parameters) => RunningEmulator.StartAsync(
        new EmulatorOptions
        {
            TemplateFile = Repository.PathOf("template.yaml"),
            ControlPort = 0,
            ConnectTo = new Dictionary<string, Uri> { [EmulatedTemplate.Host] = upstream.Address, [PrivateHost] = upstream.Address },
            ParameterOverrides = $"ProbePasses=1 ProbeSpread=00:00:00 {parameters}".Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Select(parameter => parameter.Split('=', 2))
                .ToDictionary(parameter => parameter[0], parameter => parameter[1]),
        },
        TimeProvider.System,
        NullLoggerFactory.Instance,
        TestContext.Current.CancellationToken);
}
