using System.Text;
using System.Text.Json.Nodes;
using Egress.Testing;
using Xunit;

namespace Egress.Template.Tests;

/// <summary>What CloudFormation, IAM and API Gateway take at most (their pages of quotas), with nine upstreams open, and what they take nowhere but in one section.</summary>
public sealed class LimitsTests
{
    private const int TemplateBytes = 1_048_576; // from S3, as SAM CLI hands it over; 51,200 without
    private const int InlinePolicyCharacters = 10_240; // all of a role's together, blanks not counted
    private const int AccessLogFormatCharacters = 3_072;
    private const int DescriptionCharacters = 1_024;

    /// <summary>AWS page "Rule-specific intrinsic functions". No other stands in Rules, conditions neither.</summary>
    private static readonly string[] OfRules =
        ["Ref", "Fn::And", "Fn::Contains", "Fn::EachMemberEquals", "Fn::EachMemberIn", "Fn::Equals", "Fn::Not", "Fn::Or", "Fn::RefAll", "Fn::ValueOf", "Fn::ValueOfAll"];

    private static readonly DeployedTemplate Template = LoadedTemplate.With(SamTransform.NineUpstreams);
    private static readonly JsonNode Root = JsonNode.Parse(Template.ToString())!;

    [Theory]
    [InlineData("Parameters", 200)]
    [InlineData("Mappings", 200)]
    [InlineData("Resources", 500)]
    [InlineData("Outputs", 200)]
    public void A_section_has_no_more_entries_than_CloudFormation_takes(string section, int most) => Assert.InRange(Root.At(section).Members().Count(), 1, most);

    [Fact]
    public void The_template_is_no_longer_than_a_bucket_may_hand_over()
    {
        Assert.InRange(new FileInfo(Repository.PathOf("template.yaml")).Length, 1, TemplateBytes);
        Assert.InRange(Encoding.UTF8.GetByteCount(Template.ToString()), 1, TemplateBytes / 2); // half, for what SAM adds
    }

    [Fact]
    public void Rules_hold_functions_of_rules_only()
    {
        var functions = Root.At("Rules").Everything().OfType<JsonObject>().Where(node => node.Count == 1).Select(node => node.First().Key).Where(name => name == "Ref" || name.StartsWith("Fn::", StringComparison.Ordinal));

        Assert.Empty(functions.Except(OfRules));
        Assert.NotEmpty(functions);
    }

    [Fact]
    public void Policies_descriptions_and_the_lines_of_the_log_are_short_enough()
    {
        Assert.All(Template.OfType("AWS::IAM::Role"), role => Assert.InRange(role.Properties.At("Policies")?.ToJsonString().Length ?? 0, 0, InlinePolicyCharacters));
        Assert.All(Template.OfType("AWS::CloudWatch::Alarm"), alarm => Assert.InRange(alarm.Properties.Text("AlarmDescription", "Fn::Sub")!.Length, 1, DescriptionCharacters / 2)); // half, for the names
        Assert.All(Template.OfType("AWS::ApiGateway::Stage"), stage => Assert.InRange(stage.Properties.Text("AccessLogSetting", "Format")!.Length, 1, AccessLogFormatCharacters));
    }

    [Fact]
    public void Nothing_is_exported_so_that_two_stacks_can_stand_side_by_side() => Assert.DoesNotContain(Root.At("Outputs").Members(), output => output.Value.At("Export") is not null);
}
