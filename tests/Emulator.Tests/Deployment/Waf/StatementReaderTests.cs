using Egress.Emulator.Gateway;
using Egress.Emulator.Gateway.Waf;
using Egress.Emulator.Tests.Gateway.Waf;
using Xunit;

namespace Egress.Emulator.Tests.Deployment.Waf;

public sealed class StatementReaderTests
{
    private const string Path = "FieldToMatch: {UriPath: {}}, TextTransformations: [{Priority: 0, Type: NONE}]";

    /// <summary>A statement, a request that it matches, and one that it does not: path, query, header x-h, body.</summary>
    public static readonly TheoryData<string, string, string> Statements = new()
    {
        { $"ByteMatchStatement: {{SearchString: /a, PositionalConstraint: STARTS_WITH, {Path}}}", "/a/b", "/b/a" },
        { $"ByteMatchStatement: {{SearchStringBase64: L2E=, PositionalConstraint: EXACTLY, {Path}}}", "/a", "/b" },
        { $"RegexMatchStatement: {{RegexString: '^/a[0-9]+$', {Path}}}", "/a12", "/a1b" },
        { $"RegexPatternSetReferenceStatement: {{Arn: !GetAtt Patterns.Arn, {Path}}}", "/secret/1", "/secrets" },
        { $"SizeConstraintStatement: {{ComparisonOperator: GT, Size: 4, {Path}}}", "/1234", "/123" },
        { $"NotStatement: {{Statement: {{RegexMatchStatement: {{RegexString: a, {Path}}}}}}}", "/b", "/a" },
        { $"AndStatement: {{Statements: [{{RegexMatchStatement: {{RegexString: a, {Path}}}}}, {{RegexMatchStatement: {{RegexString: b, {Path}}}}}]}}", "/ab", "/a" },
        { $"OrStatement: {{Statements: [{{RegexMatchStatement: {{RegexString: a, {Path}}}}}, {{RegexMatchStatement: {{RegexString: b, {Path}}}}}]}}", "/b", "/c" },
        { Of("QueryString: {}"), "/ ?k=KEY", "/KEY" },
        { Of("Method: {}", "POST"), "/", "" },
        { Of("SingleQueryArgument: {Name: k}"), "/ ?K=KEY", "/ ?l=KEY" },
        { Of("AllQueryArguments: {}"), "/ ?l=KEY", "/ ?KEY=l" },
        { Of("SingleHeader: {Name: X-H}"), "/ h:KEY", "/ ?h=KEY" },
        { Of("Headers: {MatchPattern: {All: {}}, MatchScope: VALUE, OversizeHandling: MATCH}"), "/ h:KEY", "/" },
        { Of("Headers: {MatchPattern: {IncludedHeaders: [X-H]}, MatchScope: KEY, OversizeHandling: MATCH}", "x-h"), "/ h:KEY", "/" },
        { Of("Headers: {MatchPattern: {ExcludedHeaders: [X-H]}, MatchScope: ALL, OversizeHandling: MATCH}", "always"), "/", "" },
        { Of("Body: {}"), "/ b:xKEY", "/" },
        { Of("Body: {OversizeHandling: MATCH}"), $"/ b:{new string('x', 16_385)}", $"/ b:{new string('x', 16_384)}" },
        { Of("Body: {OversizeHandling: NO_MATCH}"), "/ b:KEY", $"/ b:KEY{new string('x', 16_384)}" },
        { Of("Body: {OversizeHandling: CONTINUE}"), $"/ b:KEY{new string('x', 16_384)}", $"/ b:{new string('x', 16_384)}KEY" },
        { "ByteMatchStatement: {SearchString: /a b, PositionalConstraint: EXACTLY, FieldToMatch: {UriPath: {}}, TextTransformations: [{Priority: 9, Type: LOWERCASE}, {Priority: 2, Type: URL_DECODE}]}", "/%41%20B", "/%41B" },
    };

    [Theory]
    [MemberData(nameof(Statements))]
    public void A_statement_is_played_as_it_is_written(string statement, string matching, string other)
    {
        var acl = Read(WafTemplates.Rule(statement));

        Assert.Equal(WafAction.Block, acl.Decide(Request(matching)).Action);
        Assert.True(other == "" || acl.Decide(Request(other)).Action == WafAction.Allow, other);
    }

    [Theory]
    [InlineData("10.0.1.7", "Block")]
    [InlineData("10.0.2.7", "Allow")]
    public void An_IP_set_is_that_of_the_template(string address, string action) =>
        Assert.Equal(Enum.Parse<WafAction>(action), Read(WafTemplates.Rule("IPSetReferenceStatement: {Arn: !GetAtt Ips.Arn}")).Decide(WafRequests.Of() with { SourceIp = address }).Action);

    [Theory]
    [InlineData("Scope: LABEL, Key: 'seen:admin'", "Block")]
    [InlineData("Scope: NAMESPACE, Key: 'seen'", "Block")]
    [InlineData("Scope: LABEL, Key: seen", "Allow")]
    [InlineData("Scope: LABEL, Key: 'awswaf:123456789012:webacl:acl:seen:admin'", "Block")]
    public void Labels_are_carried_from_rule_to_rule(string label, string action)
    {
        var acl = Read(
            WafTemplates.Rule($"LabelMatchStatement: {{{label}}}", name: "second", priority: 20),
            WafTemplates.Rule($"RegexMatchStatement: {{RegexString: ^/admin, {Path}}}", "Count: {}", "first", 10, "RuleLabels: [{Name: 'seen:admin'}], "));

        Assert.Equal(Enum.Parse<WafAction>(action), acl.Decide(WafRequests.Of("/admin")).Action);
        Assert.Equal(WafAction.Allow, acl.Decide(WafRequests.Of("/")).Action);
    }

    private static string Of(string field, string search = "KEY") => $"ByteMatchStatement: {{SearchString: {search}, PositionalConstraint: CONTAINS, {WafTemplates.Field(field)}}}";

    private static WebAcl Read(params string[] rules) => WafTemplates.StageOf(TestStack.Deploy(WafTemplates.WithStages(rules)), "walled").WebAcl!;

    private static WafRequest Request(string text)
    {
        var (path, rest) = text.Split(' ', 2) is [var first, var second] ? (first, second) : (text, "");
        return WafRequests.Of(
            path,
            rest.StartsWith('?') ? rest[1..] : "",
            rest.StartsWith("b:", StringComparison.Ordinal) ? rest[2..] : "",
            rest.StartsWith("h:", StringComparison.Ordinal) ? [new HeaderLine("x-h", rest[2..])] : [new HeaderLine("x-other", "always")]);
    }
}
