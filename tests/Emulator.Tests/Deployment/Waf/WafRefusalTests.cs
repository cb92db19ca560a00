using Xunit;

namespace Egress.Emulator.Tests.Deployment.Waf;

public sealed class WafRefusalTests
{
    private const string Path = "FieldToMatch: {UriPath: {}}, TextTransformations: [{Priority: 0, Type: NONE}]";
    private const string Good = $"RegexMatchStatement: {{RegexString: a, {Path}}}";

    public static readonly TheoryData<string, string> Statements = new()
    {
        { "TeapotStatement: {}", "found the key 'TeapotStatement' in Statement of an item of Rules of Acl" },
        { "", "found 0 keys in Statement of an item of Rules of Acl" },
        { $"{Good}, GeoMatchStatement: {{CountryCodes: [US]}}", "found 2 keys in Statement of" },
        { $"AndStatement: {{Statements: [{{{Good}}}]}}", "found a list of 1 in AndStatement of" },
        { $"ByteMatchStatement: {{SearchString: a, PositionalConstraint: NEAR, {Path}}}", "found 'NEAR' as PositionalConstraint of" },
        { $"ByteMatchStatement: {{PositionalConstraint: EXACTLY, {Path}}}", "found both or neither of SearchString and SearchStringBase64" },
        { $"ByteMatchStatement: {{SearchStringBase64: '?', PositionalConstraint: EXACTLY, {Path}}}", "found what is no Base64" },
        { $"ByteMatchStatement: {{SearchString: leaked-b, PositionalConstraint: CONTAINS_WORD, {Path}}}", "found what is no word" },
        { $"ByteMatchStatement: {{SearchString: {new string('a', 201)}, PositionalConstraint: EXACTLY, {Path}}}", "found 201 bytes to look for" },
        { $"ByteMatchStatement: {{SearchString: a, PositionalConstraint: EXACTLY, Near: 1, {Path}}}", "found the key 'Near' in ByteMatchStatement of" },
        { $"RegexMatchStatement: {{RegexString: 'leaked(', {Path}}}", "found a regular expression with InsufficientClosingParentheses at its character" },
        { $"RegexMatchStatement: {{RegexString: '(a)\\1', {Path}}}", "found a regular expression with look-around or a back reference" },
        { $"RegexMatchStatement: {{RegexString: {new string('a', 513)}, {Path}}}", "found a regular expression of 513 characters" },
        { $"SizeConstraintStatement: {{ComparisonOperator: GT, Size: -1, {Path}}}", "found '-1' as Size of SizeConstraintStatement" },
        { $"RegexMatchStatement: {{RegexString: '^/[[:alnum:]]+$', {Path}}}", "found a regular expression with a class by name" },
        { $"SizeConstraintStatement: {{ComparisonOperator: GT, Size: 21474836481, {Path}}}", "found '21474836481' as Size of SizeConstraintStatement" },
        { $"SizeConstraintStatement: {{ComparisonOperator: ABOVE, Size: 1, {Path}}}", "found 'ABOVE' as ComparisonOperator of" },
        { "IPSetReferenceStatement: {Arn: 'arn:aws:wafv2:us-east-1:123456789012:regional/ipset/a/1'}", "found arn:aws:wafv2:us-east-1:123456789012:regional/ipset/a/1 as Arn of" },
        { $"RegexPatternSetReferenceStatement: {{Arn: !GetAtt Ips.Arn, {Path}}}", "found arn:aws:wafv2:us-east-1:123456789012:regional/ipset/" },
        { "LabelMatchStatement: {Scope: NAME, Key: a}", "found 'NAME' as Scope of LabelMatchStatement" },
        { "RegexMatchStatement: {RegexString: a, FieldToMatch: {Fragment: {}}, TextTransformations: [{Priority: 0, Type: NONE}]}", "found the key 'Fragment' in FieldToMatch of" },
        { "RegexMatchStatement: {RegexString: a, TextTransformations: [{Priority: 0, Type: NONE}]}", "found no FieldToMatch in" },
        { "RegexMatchStatement: {RegexString: a, FieldToMatch: {UriPath: {}}}", "found no TextTransformations in" },
        { "RegexMatchStatement: {RegexString: a, FieldToMatch: {UriPath: {}}, TextTransformations: []}", "found no text transformation" },
        { "RegexMatchStatement: {RegexString: a, FieldToMatch: {UriPath: {}}, TextTransformations: [{Priority: 0, Type: ROT13}]}", "found the text transformation ROT13" },
        { "RegexMatchStatement: {RegexString: a, FieldToMatch: {UriPath: {}}, TextTransformations: [{Priority: 0, Type: NONE}, {Priority: 0, Type: LOWERCASE}]}", "found the Priority 0 a second time" },
    };

    public static readonly TheoryData<string, string, string> Rules = new()
    {
        { "another action", WafTemplates.Rule(Good, "Drop: {}"), "found the key 'Drop' in Action of" },
        { "two actions", WafTemplates.Rule(Good, "Block: {}, Count: {}"), "found 2 keys in Action of" },
        { "a custom request", WafTemplates.Rule(Good, "Allow: {CustomRequestHandling: {}}"), "found CustomRequestHandling in Allow of" },
        { "no metrics", WafTemplates.Rule(Good).Replace(WafTemplates.Metrics + ", ", "", StringComparison.Ordinal), "found no VisibilityConfig in" },
        { "no action", WafTemplates.Rule(Good).Replace("Action: {Block: {}}, ", "", StringComparison.Ordinal), "found no Action in" },
        { "no priority", WafTemplates.Rule(Good).Replace("Priority: 1, ", "", StringComparison.Ordinal), "found no Priority in" },
        { "two kinds of action", WafTemplates.Rule(Good, more: "OverrideAction: {None: {}}, "), "found Action and OverrideAction in an item of Rules of Acl" },
        { "a label of seven parts", WafTemplates.Rule(Good, more: "RuleLabels: [{Name: 'a:b:c:d:e:f:g'}], "), "found the label a:b:c:d:e:f:g" },
        { "a label with a space", WafTemplates.Rule(Good, more: "RuleLabels: [{Name: 'a b'}], "), "found the label a b" },
    };

    [Theory]
    [MemberData(nameof(Statements))]
    public void A_statement_that_AWS_WAF_would_not_take_is_told_with_its_line(string statement, string message)
    {
        var refusal = TestStack.Refusal(WafTemplates.Of([WafTemplates.Rule(Good, name: "first", priority: 0), WafTemplates.Rule(statement)]));

        Assert.StartsWith($"t.yaml:{WafTemplates.FirstRule + 1}: {message}", refusal, StringComparison.Ordinal);
        Assert.DoesNotContain("leaked", refusal, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void A_rule_that_AWS_WAF_would_not_take_is_told_with_its_line(string because, string rule, string message) =>
        Assert.True(TestStack.Refusal(WafTemplates.Of([rule])).StartsWith($"t.yaml:{WafTemplates.FirstRule}: {message}", StringComparison.Ordinal), because);

    [Theory]
    [InlineData("a name twice", "r", 2, "found the Name r of a second rule")]
    [InlineData("a priority twice", "s", 1, "found the Priority 1 of a second rule")]
    public void Names_and_priorities_are_a_rule_s_own(string because, string name, int priority, string message) =>
        Assert.True(TestStack.Refusal(WafTemplates.Of([WafTemplates.Rule(Good), WafTemplates.Rule(Good, name: name, priority: priority)])).StartsWith($"t.yaml:{WafTemplates.FirstRule + 1}: {message}", StringComparison.Ordinal), because);

    [Theory]
    [InlineData("Scope: REGIONAL", "Scope: GLOBAL", "t.yaml:6: found 'GLOBAL' as Scope of Acl")]
    [InlineData("Name: acl", "Name: a b", "t.yaml:5: found the name 'a b' in Acl")]
    [InlineData("DefaultAction: {Allow: {}}", "DefaultAction: {Count: {}}", "t.yaml:9: found the key 'Count' in DefaultAction of Acl")]
    [InlineData("DefaultAction: {Allow: {}}", "AssociationConfig: {RequestBody: {API_GATWAY: {}}}", "t.yaml:9: found the key 'API_GATWAY' in RequestBody of AssociationConfig of Acl")]
    [InlineData("DefaultAction: {Allow: {}}", "AssociationConfig: {Body: {}}", "t.yaml:9: found the key 'Body' in AssociationConfig of Acl")]
    [InlineData("IPAddressVersion: IPV4", "IPAddressVersion: IPV6", "t.yaml:11: found '10.0.1.0/24' as an address of an IP set")]
    [InlineData("DefaultAction: {Allow: {}}", "Rule: []", "t.yaml:9: found the key 'Rule' in Acl")]
    [InlineData("10.0.1.0/24", "10.0.1.0", "t.yaml:11: found '10.0.1.0' as an address of an IP set")]
    [InlineData("10.0.1.0/24", "0.0.0.0/0", "t.yaml:11: found '0.0.0.0/0' as an address of an IP set")]
    [InlineData("10.0.1.0/24", "2001:db8::/32", "t.yaml:11: found '2001:db8::/32' as an address of an IP set")]
    [InlineData("^/admin", "'('", "t.yaml:12: found a regular expression with InsufficientClosingParentheses")]
    public void A_web_ACL_or_a_set_that_AWS_WAF_would_not_take_is_told_with_its_line(string good, string bad, string message) =>
        Assert.StartsWith(message, TestStack.Refusal(WafTemplates.Of([]).Replace(good, bad, StringComparison.Ordinal)), StringComparison.Ordinal);
}
