using System.Text.Json.Nodes;
using Egress.Template.Tests.Promises;
using Xunit;

namespace Egress.Template.Tests;

/// <summary>Our rules for cfn-guard, which others can run in their own pipelines: the template keeps each, and each finds what it is for.</summary>
public sealed class GuardTests(SamTransform sam)
{
    private static readonly Dictionary<string, Change> BrokenBy = new()
    {
        ["the_api_is_private_and_its_policy_denies"] = new("a public API", t => t["EgressApi"].Properties.Put(new JsonArray("REGIONAL"), "EndpointConfiguration", "Types")),
        ["every_method_requires_a_key"] = new("a private way without a key", t => t.Api.Drop("paths", "/-/private", "Fn::If", "1", Operation.AnyVerb, "security")),
        ["a_proxy_leads_to_the_stages_host_without_the_key"] = new("a key that goes through", t => Mappings(t).Drop("integration.request.header.x-api-key")),
        ["every_rejection_bears_the_mark"] = new("one without", t => t.Api.Drop("x-amazon-apigateway-gateway-responses", "THROTTLED", "responseParameters")),
        ["every_stage_is_logged_and_every_plan_has_limits"] = new("no quota", t => t["Planhttpbin"].Properties.Drop("Quota")),
        ["nothing_else_gets_out"] = new("a gateway to the internet", t => t.Add("Way", "AWS::EC2::InternetGateway", "{}")),
        ["every_log_ends_and_every_function_has_one"] = new("a log for ever", t => t["AdminLog"].Properties.Drop("RetentionInDays")),
        ["no_role_may_do_everything"] = new("any secret", t => t["ProbeFunctionRole"].Properties.Put("*", "Policies", "0", "PolicyDocument", "Statement", "0", "Resource")),
    };

    public static TheoryData<string> Rules { get; } = [.. BrokenBy.Keys];

    [Fact]
    public async Task The_template_keeps_every_rule()
    {
        foreach (var upstreams in SamTransform.Variants)
        {
            var (exitCode, rules) = await ValidateAsync(sam.With(upstreams));

            Assert.Equal(0, exitCode);
            Assert.Equal(BrokenBy.Keys.Order(StringComparer.Ordinal), rules.Where(rule => rule.Outcome == "PASS").Select(rule => rule.Name).Order(StringComparer.Ordinal));
        }
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public async Task A_rule_finds_what_it_is_for(string rule)
    {
        var template = sam.With(SamTransform.OneUpstream);
        BrokenBy[rule].Apply(template);

        var (_, rules) = await ValidateAsync(template);

        Assert.Equal([rule], rules.Where(each => each.Outcome == "FAIL").Select(each => each.Name));
    }

    private static JsonNode? Mappings(DeployedTemplate template) => template.Api.At("paths", "/", Operation.AnyVerb, "x-amazon-apigateway-integration", "requestParameters");

    private static async Task<(int ExitCode, (string Name, string Outcome)[] Rules)> ValidateAsync(DeployedTemplate template)
    {
        var file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.json");
        try
        {
            await File.WriteAllTextAsync(file, template.ToString(), TestContext.Current.CancellationToken);
            var result = await Tool.RunAsync("cfn-guard", ["validate", "--show-summary", "all", "-r", "tests/Template.Tests/guard", "-d", file], TestContext.Current.CancellationToken);
            Assert.SkipWhen(result is null, "NOT CHECKED: cfn-guard is not installed. `make tools` takes it from npm, and `make test` finds it there");
            var lines = result.Output.Split('\n').Where(line => line.StartsWith("closed.guard/", StringComparison.Ordinal)).Select(line => line["closed.guard/".Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries));
            return (result.ExitCode, [.. lines.Select(words => (words[0], words[^1]))]);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
