using Egress.Emulator.Gateway.Waf;
using Egress.Emulator.Tests.Gateway.Waf;
using Xunit;

namespace Egress.Emulator.Tests.Deployment.Waf;

public sealed class WebAclResourceTests
{
    private const string Id = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

    [Theory]
    [InlineData("!Ref Acl", $@"^acl\|{Id}\|REGIONAL$")]
    [InlineData("!GetAtt Acl.Arn", $"^arn:aws:wafv2:us-east-1:123456789012:regional/webacl/acl/{Id}$")]
    [InlineData("!GetAtt Acl.LabelNamespace", "^awswaf:123456789012:webacl:acl:$")]
    [InlineData("!Ref Ips", $@"^egress-Ips-[A-Z0-9]{{12}}\|{Id}\|REGIONAL$")]
    [InlineData("!GetAtt Ips.Id", $"^{Id}$")]
    [InlineData("!GetAtt Patterns.Arn", $"^arn:aws:wafv2:us-east-1:123456789012:regional/regexpatternset/egress-Patterns-[A-Z0-9]{{12}}/{Id}$")]
    [InlineData("!GetAtt Far.Arn", $"^arn:aws:wafv2:us-east-1:123456789012:global/webacl/far/{Id}$")]
    public void Others_find_what_CloudFormation_gives(string reference, string pattern)
    {
        var far = $"  Far: {{Type: 'AWS::WAFv2::WebACL', Properties: {{Name: far, Scope: CLOUDFRONT, DefaultAction: {{Allow: {{}}}}, {WafTemplates.Metrics}}}}}";

        var stack = TestStack.Deploy(WafTemplates.Of([], $"{far}\nOutputs: {{O: {{Value: {reference}}}}}")).Stack;

        Assert.Matches(pattern, stack.Outputs["O"]);
        Assert.Equal("Far", Assert.Single(Assert.Single(stack.NotEmulated).Value));
    }

    [Theory]
    [InlineData("ManagedRuleGroupStatement: {VendorName: AWS, Name: AWSManagedRulesCommonRuleSet}", "ManagedRuleGroupStatement")]
    [InlineData("GeoMatchStatement: {CountryCodes: [US]}", "GeoMatchStatement")]
    [InlineData("RateBasedStatement: {Limit: 100, AggregateKeyType: IP}", "RateBasedStatement")]
    [InlineData("NotStatement: {Statement: {GeoMatchStatement: {CountryCodes: [US]}}}", "GeoMatchStatement")]
    [InlineData("NotStatement: {Statement: {RegexMatchStatement: {RegexString: a, FieldToMatch: {Cookies: {}}, TextTransformations: [{Priority: 0, Type: MD5}]}}}", "MD5, Cookies")]
    [InlineData("NotStatement: {Statement: {LabelMatchStatement: {Scope: LABEL, Key: 'awswaf:managed:token:accepted'}}}", "what sets the label awswaf:managed:token:accepted")]
    [InlineData("IPSetReferenceStatement: {Arn: !GetAtt Ips.Arn, IPSetForwardedIPConfig: {HeaderName: a, FallbackBehavior: MATCH, Position: ANY}}", "IPSetForwardedIPConfig")]
    public void A_rule_that_cannot_be_played_is_told_and_never_matches(string statement, string missing)
    {
        var stack = TestStack.Deploy(WafTemplates.WithStages([WafTemplates.Rule(statement)]));

        Assert.Contains($"the web ACL acl: the rule r never matches here: the emulator does not have {missing}", stack.Stack.Notes);
        Assert.Equal(new WafVerdict(WafAction.Allow, null), WafTemplates.StageOf(stack, "walled").WebAcl!.Decide(WafRequests.Of()));
    }

    [Fact]
    public void A_rule_that_asks_for_the_label_of_one_left_out_never_matches_either()
    {
        var geo = WafTemplates.Rule("GeoMatchStatement: {CountryCodes: [US]}", name: "geo", priority: 1, more: "RuleLabels: [{Name: 'here'}], ");
        var stack = TestStack.Deploy(WafTemplates.WithStages([WafTemplates.Rule("NotStatement: {Statement: {LabelMatchStatement: {Scope: LABEL, Key: here}}}", priority: 2), geo]));

        Assert.Contains("the web ACL acl: the rule r never matches here: the emulator does not have what sets the label here", stack.Stack.Notes);
        Assert.Empty(WafTemplates.StageOf(stack, "walled").WebAcl!.Rules);
    }

    [Theory]
    [InlineData("Captcha")]
    [InlineData("Challenge")]
    public void A_rule_that_asks_the_client_back_never_matches(string action)
    {
        var stack = TestStack.Deploy(WafTemplates.WithStages([WafTemplates.Rule($"SizeConstraintStatement: {{ComparisonOperator: GT, Size: 0, {WafTemplates.Field("UriPath: {}")}}}", $"{action}: {{}}")]));

        Assert.Contains($"the web ACL acl: the rule r never matches here: the emulator does not have {action}", stack.Stack.Notes);
        Assert.Empty(WafTemplates.StageOf(stack, "walled").WebAcl!.Rules);
    }

    [Fact]
    public void A_rule_group_overrides_instead_of_acting()
    {
        var rule = WafTemplates.Rule("ManagedRuleGroupStatement: {VendorName: AWS, Name: a}").Replace("Action: {Block: {}}", "OverrideAction: {None: {}}", StringComparison.Ordinal);

        Assert.Contains(TestStack.Deploy(WafTemplates.Of([rule])).Stack.Notes, note => note.Contains("ManagedRuleGroupStatement", StringComparison.Ordinal));
    }

    [Fact]
    public void Priorities_and_not_places_say_which_rule_is_first()
    {
        var always = $"SizeConstraintStatement: {{ComparisonOperator: GT, Size: 0, {WafTemplates.Field("UriPath: {}")}}}";

        var stack = TestStack.Deploy(WafTemplates.WithStages([WafTemplates.Rule(always, "Block: {}", "later", 10), WafTemplates.Rule(always, "Allow: {}", "earlier", 9)]));

        Assert.Equal(new WafVerdict(WafAction.Allow, "earlier"), WafTemplates.StageOf(stack, "walled").WebAcl!.Decide(WafRequests.Of()));
    }

    [Theory]
    [InlineData("KB_32", 32_768, "Allow")]
    [InlineData("KB_32", 32_769, "Block")]
    [InlineData("KB_64", 65_536, "Allow")]
    [InlineData("KB_64", 65_537, "Block")]
    public void A_web_ACL_says_how_much_of_a_body_it_wants(string limit, int bytes, string action)
    {
        var rule = WafTemplates.Rule($"ByteMatchStatement: {{SearchString: a, PositionalConstraint: EXACTLY, {WafTemplates.Field("Body: {OversizeHandling: MATCH}")}}}");

        var text = WafTemplates.WithStages([rule]).Replace("      Name: acl\n", $"      Name: acl\n      AssociationConfig: {{RequestBody: {{API_GATEWAY: {{DefaultSizeInspectionLimit: {limit}}}}}}}\n", StringComparison.Ordinal);

        Assert.Equal(Enum.Parse<WafAction>(action), WafTemplates.StageOf(TestStack.Deploy(text), "walled").WebAcl!.Decide(WafRequests.Of(body: new string('x', bytes))).Action);
    }
}
