using Egress.Emulator.ControlPlane.ApiGateway;
using Xunit;

namespace Egress.Emulator.Tests.Deployment.Waf;

public sealed class WebAclAssociationResourceTests
{
    private const string StageArn = "'arn:${AWS::Partition}:apigateway:${AWS::Region}::/restapis/${Api}/stages/${Walled}'";

    [Fact]
    public void The_stage_that_is_named_gets_the_web_ACL_and_no_other()
    {
        var stack = TestStack.Deploy(WafTemplates.WithStages([]));

        var arn = WafTemplates.StageOf(stack, "walled").WebAcl!.Arn;
        Assert.Equal(arn, (string?)StageJson.Of(WafTemplates.StageOf(stack, "walled"))["webAclArn"]);
        Assert.Null(WafTemplates.StageOf(stack, "open").WebAcl);
        Assert.Null(StageJson.Of(WafTemplates.StageOf(stack, "open"))["webAclArn"]);
        Assert.Equal(["walled"], stack.Stack.Stages.Where(stage => stage.WebAcl?.Arn == arn).Select(stage => stage.Name));
        Assert.DoesNotContain("AWS::WAFv2::WebACLAssociation", stack.Stack.NotEmulated.Keys);
    }

    [Theory]
    [InlineData("a web ACL of another template", "!GetAtt Acl.Arn", "arn:aws:wafv2:us-east-1:123456789012:regional/webacl/a/1")]
    [InlineData("a load balancer", "!Sub " + StageArn, "arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/app/a/1")]
    public void What_is_not_the_template_s_is_noted_and_has_no_effect(string because, string good, string other)
    {
        var stack = TestStack.Deploy(WafTemplates.WithStages([]).Replace(good, $"'{other}'", StringComparison.Ordinal));

        Assert.True(stack.Stack.NotEmulated["AWS::WAFv2::WebACLAssociation"] is ["Wall"], because);
        Assert.Null(WafTemplates.StageOf(stack, "walled").WebAcl);
    }

    [Theory]
    [InlineData("another Region", "apigateway:${AWS::Region}", "apigateway:eu-west-1")]
    [InlineData("another partition", "arn:${AWS::Partition}:apigateway", "arn:aws-cn:apigateway")]
    [InlineData("another stage", "stages/${Walled}", "stages/other")]
    [InlineData("another API", "restapis/${Api}", "restapis/abc")]
    [InlineData("an API, not a stage", "/stages/${Walled}", "")]
    public void A_stage_that_is_not_there_is_refused(string because, string good, string bad)
    {
        var refusal = TestStack.Refusal(WafTemplates.WithStages([]).Replace(good, bad, StringComparison.Ordinal));

        Assert.True(refusal.Contains(" in Wall, expected arn:aws:apigateway:us-east-1::/restapis/ID/stages/NAME of a stage that is created before", StringComparison.Ordinal), $"{because}: {refusal}");
    }

    [Fact]
    public void A_stage_has_one_web_ACL()
    {
        var refusal = TestStack.Refusal(WafTemplates.WithStages([], $"  Second: {{Type: 'AWS::WAFv2::WebACLAssociation', Properties: {{WebACLArn: !GetAtt Acl.Arn, ResourceArn: !Sub {StageArn}}}}}"));

        Assert.Contains("found a second web ACL for the stage walled in ", refusal, StringComparison.Ordinal);
    }
}
