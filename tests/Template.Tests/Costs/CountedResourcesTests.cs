using System.Text;
using System.Text.RegularExpressions;
using Egress.Benchmarks.Costs;
using Egress.Testing;
using Xunit;

namespace Egress.Template.Tests.Costs;

/// <summary>The bill counts what template.yaml makes: a template that grows must not leave the bill behind.</summary>
public sealed class CountedResourcesTests
{
    private static readonly string Template = File.ReadAllText(Repository.PathOf("template.yaml"));

    /// <summary>Public upstreams and private ones: each costs the same, but for the load balancer, which is brought.</summary>
    private static readonly string[] Loops = Template.Split("\n  Fn::ForEach::")[1..];

    [Theory]
    [InlineData("AWS::EC2::VPCEndpoint", EgressCost.Endpoints, 0)]
    [InlineData("AWS::SecretsManager::Secret", 1, 0)]
    [InlineData("AWS::CloudWatch::Alarm", EgressCost.Alarms, EgressCost.AlarmsPerUpstream)]
    [InlineData("AWS::Logs::MetricFilter", EgressCost.FilteredMetrics, 0)]
    [InlineData("AWS::CloudWatch::Dashboard", EgressCost.Dashboards, 0)]
    [InlineData("AWS::EC2::NatGateway", 0, 0)]
    public void As_many_are_billed_as_the_template_makes(string type, int once, int perUpstream)
    {
        Assert.Equal(once, Count(Template, $"\n    Type: {type}\n"));
        Assert.All(Loops, loop => Assert.Equal(perUpstream, Count(loop, $"\n        Type: {type}\n")));
    }

    [Fact]
    public void Every_metric_that_a_sweep_reports_is_billed()
    {
        var source = File.ReadAllText(Repository.PathOf("functions/Admin/Metrics/MetricLog.cs"));
        var swept = Regex.Match(source, @"public void Swept\(.*?;\n", RegexOptions.Singleline).Value;

        Assert.Equal(EgressCost.SweptMetrics, Count(swept, "\"Count\", "));
    }

    [Theory]
    [InlineData("one rotation a month", "RotationDays", "30")]
    [InlineData("probes of a rotation", "ProbePasses", "40")]
    [InlineData("the log is kept for a month", "LogRetentionDays", "30")]
    [InlineData("traces are not billed", "Tracing", "'false'")]
    [InlineData("queries through the DNS firewall are billed", "DnsFirewall", "'true'")]
    [InlineData("a web ACL is not billed", "WebAclArn", "''")]
    [InlineData("a KMS key is not billed", "KmsKeyArn", "''")]
    [InlineData("flow logs are not billed", "FlowLogs", "'false'")]
    public void The_parameters_that_the_bill_takes_for_granted_have_these_defaults(string because, string parameter, string value)
    {
        var found = Regex.Match(Template, $@"\n  {parameter}:\n(?:    .*\n)*?    Default: (.+)\n").Groups[1].Value;

        Assert.True(found == value, $"{because}: {parameter} should be {value} by default, not {found}");
    }

    [Fact]
    public void A_line_of_the_access_log_is_no_longer_than_the_bill_says()
    {
        var format = string.Join(' ', Regex.Match(Template, @"\n    Access:\n      Format: >-\n((?:        .*\n)+)").Groups[1].Value.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));

        var line = Regex.Replace(format, @"\$context\.[A-Za-z.]+", variable => Typical(variable.Value));

        Assert.DoesNotContain("$context", line, StringComparison.Ordinal);
        Assert.InRange(Encoding.UTF8.GetByteCount(line), 300, EgressCost.LogKilobytes * 1024);
    }

    private static string Typical(string variable) => variable switch
    {
        "$context.requestId" => "5d1b3c9e-8f0a-4c1e-9b57-0c2f6a7d8e91",
        "$context.extendedRequestId" => "JKJaXmPLvHcESHA=",
        "$context.requestTimeEpoch" => "1763700000000",
        "$context.stage" => "api_openai_com",
        "$context.httpMethod" => "POST",
        "$context.path" => "/api_openai_com/v1/chat/completions",
        "$context.identity.apiKeyId" => "a1b2c3d4e5",
        "$context.identity.vpceId" => "vpce-0123456789abcdef0",
        "$context.responseLatency" or "$context.integration.latency" => "1234",
        "$context.responseLength" => "12345",
        "$context.status" or "$context.integration.status" => "200",
        "$context.tlsVersion" => "TLSv1.3",
        _ => "-",
    };

    private static int Count(string template, string text) => template.Split(text).Length - 1;
}
