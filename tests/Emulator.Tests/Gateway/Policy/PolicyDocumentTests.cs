using Egress.Emulator.Gateway.Policy;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Egress.Emulator.Tests.Gateway.Policy;

public sealed class PolicyDocumentTests
{
    private const string ApiArn = "arn:aws:execute-api:us-east-1:111122223333:a1b2c3d4e5";
    private const int Allowed = (int)PolicyDecision.Allowed;
    private const int Implicit = (int)PolicyDecision.DeniedImplicitly;
    private const int Explicit = (int)PolicyDecision.DeniedExplicitly; // numbers: a public theory cannot show an internal type

    private static readonly PolicyRequest Request = new()
    {
        Action = "execute-api:Invoke",
        Resource = $"{ApiArn}/prod/GET/a/b",
        ValuesOf = new Dictionary<string, IReadOnlyList<string>>(StringComparer.OrdinalIgnoreCase)
        {
            ["aws:SourceVpce"] = ["vpce-1"],
            ["aws:VpcSourceIp"] = ["10.0.1.5"],
            ["aws:CurrentTime"] = ["2026-03-01T12:00:00Z"],
            ["aws:EpochTime"] = ["1772366400"],
            ["aws:SecureTransport"] = ["true"],
            ["aws:UserAgent"] = ["agent/1.0"],
        }.GetValueOrDefault,
    };

    public static TheoryData<string, string, int> Statements => new()
    {
        { "no statement allows", Statement("Deny", resource: "execute-api:/other/*"), Implicit },
        { "another resource", Statement("Allow", resource: "execute-api:/prod/POST/*"), Implicit },
        { "another action", Statement("Allow", action: "execute-api:ManageConnections"), Implicit },
        { "an account is not the anonymous caller", Statement("Allow", principal: """{"AWS":"arn:aws:iam::111122223333:root"}"""), Implicit },
        { "a service is not the anonymous caller", Statement("Allow", principal: """{"Service":"lambda.amazonaws.com"}"""), Implicit },
        { "a star is everybody", Statement("Allow"), Allowed },
        { "a star under AWS is everybody", Statement("Allow", principal: """{"AWS":["*"]}"""), Allowed },
        { "the short form names stage, method and path", Statement("Allow", resource: "execute-api:/prod/GET/a/*"), Allowed },
        { "the full form does too", Statement("Allow", resource: $"{ApiArn}/prod/*/a/b"), Allowed },
        { "a question mark is one character", Statement("Allow", resource: "execute-api:/pro?/GET/a/?"), Allowed },
        { "the resource's case counts", Statement("Allow", resource: "execute-api:/Prod/*"), Implicit },
        { "the action's does not", Statement("Allow", action: "EXECUTE-API:invoke"), Allowed },
        { "a wildcard action", Statement("Allow", action: "execute-api:*"), Allowed },
        { "deny beats allow, whatever the order", Statement("Deny") + "," + Statement("Allow"), Explicit },
        { "NotPrincipal * leaves nobody", """{"Effect":"Deny","NotPrincipal":"*","Action":"*","Resource":"*"},""" + Statement("Allow"), Allowed },
        { "NotPrincipal with an account means the anonymous caller", """{"Effect":"Deny","NotPrincipal":{"AWS":"111122223333"},"Action":"*","Resource":"*"}""", Explicit },
        { "NotAction leaves out what it names", """{"Effect":"Allow","Principal":"*","NotAction":"execute-api:Invoke","Resource":"*"}""", Implicit },
        { "NotAction means the rest", """{"Effect":"Allow","Principal":"*","NotAction":"s3:*","Resource":"*"}""", Allowed },
        { "NotResource leaves out what it names", """{"Effect":"Allow","Principal":"*","Action":"*","NotResource":"execute-api:/prod/*"}""", Implicit },
        { "NotResource means the rest", """{"Effect":"Allow","Principal":"*","Action":"*","NotResource":"execute-api:/dev/*"}""", Allowed },
    };

    public static TheoryData<string, string, bool> Conditions => new()
    {
        { "the endpoint is another", """{"StringEquals":{"aws:SourceVpce":"vpce-2"}}""", false },
        { "the endpoint is the one", """{"StringEquals":{"aws:SourceVpce":["vpce-2","vpce-1"]}}""", true },
        { "a key's name has no case", """{"StringEquals":{"AWS:sourcevpce":"vpce-1"}}""", true },
        { "none of several may match", """{"StringNotEquals":{"aws:SourceVpce":["vpce-2","vpce-1"]}}""", false },
        { "none of several matches", """{"StringNotEquals":{"aws:SourceVpce":["vpce-2","vpce-3"]}}""", true },
        { "operators are joined by and", """{"StringEquals":{"aws:SourceVpce":"vpce-1"},"StringLike":{"aws:UserAgent":"curl/*"}}""", false },
        { "case is ignored where the operator says so", """{"StringEqualsIgnoreCase":{"aws:UserAgent":"AGENT/1.0"}}""", true },
        { "like knows wildcards", """{"StringLike":{"aws:UserAgent":"agent/?.*"}}""", true },
        { "equals knows none", """{"StringEquals":{"aws:UserAgent":"agent/*"}}""", false },
        { "an absent key matches nothing", """{"StringEquals":{"aws:Referer":"x"}}""", false },
        { "an absent key is not equal", """{"StringNotEquals":{"aws:Referer":"x"}}""", true },
        { "an absent key passes IfExists", """{"StringEqualsIfExists":{"aws:Referer":"x"}}""", true },
        { "a present key does not pass IfExists by itself", """{"StringEqualsIfExists":{"aws:SourceVpce":"x"}}""", false },
        { "keys of IAM principals are never there", """{"StringEquals":{"aws:PrincipalOrgID":"o-1"}}""", false },
        { "so a deny-unless on them always matches", """{"StringNotEquals":{"aws:PrincipalOrgID":"o-1"}}""", true },
        { "tags of principals neither", """{"Null":{"aws:PrincipalTag/team":"true"}}""", true },
        { "Null true means absent", """{"Null":{"aws:SourceVpce":"true"}}""", false },
        { "Null false means present", """{"Null":{"aws:SourceVpce":false}}""", true },
        { "an address in a range", """{"IpAddress":{"aws:VpcSourceIp":"10.0.0.0/16"}}""", true },
        { "host bits of a range do not count", """{"IpAddress":{"aws:VpcSourceIp":"10.0.255.255/16"}}""", true },
        { "an address outside", """{"IpAddress":{"aws:VpcSourceIp":["10.1.0.0/16","::/0"]}}""", false },
        { "the address itself", """{"IpAddress":{"aws:VpcSourceIp":"10.0.1.5"}}""", true },
        { "not an address of a range", """{"NotIpAddress":{"aws:VpcSourceIp":"10.0.0.0/8"}}""", false },
        { "the public address does not exist on an endpoint", """{"IpAddress":{"aws:SourceIp":"0.0.0.0/0"}}""", false },
        { "before a date", """{"DateLessThan":{"aws:CurrentTime":"2026-03-01T12:00:01Z"}}""", true },
        { "not before itself", """{"DateLessThan":{"aws:CurrentTime":"2026-03-01T12:00:00Z"}}""", false },
        { "at or after", """{"DateGreaterThanEquals":{"aws:CurrentTime":"2026-03-01"}}""", true },
        { "a date as seconds", """{"DateEquals":{"aws:EpochTime":1772366400}}""", true },
        { "another time zone", """{"DateEquals":{"aws:CurrentTime":"2026-03-01T13:00:00+01:00"}}""", true },
        { "a number", """{"NumericGreaterThan":{"aws:EpochTime":"1772366399.5"}}""", true },
        { "a number that is not less", """{"NumericLessThanEquals":{"aws:EpochTime":1772366399}}""", false },
        { "a text where a number is compared", """{"NumericEquals":{"aws:UserAgent":1}}""", false },
        { "a truth value", """{"Bool":{"aws:SecureTransport":true}}""", true },
        { "the other truth value", """{"Bool":{"aws:SecureTransport":"false"}}""", false },
        { "an ARN that is not there", """{"ArnLike":{"aws:SourceArn":"arn:aws:*:*:*:*"}}""", false },
        { "any value of an absent key", """{"ForAnyValue:StringNotEquals":{"aws:Referer":"x"}}""", false },
        { "all values of an absent key", """{"ForAllValues:StringEquals":{"aws:Referer":"x"}}""", true },
        { "all values of one", """{"ForAllValues:StringEquals":{"aws:SourceVpce":["vpce-1","vpce-2"]}}""", true },
    };

    public static TheoryData<string, string, string> Faults => new()
    {
        { "no JSON", "{", "whole document" },
        { "an unknown member", """{"Statements":[]}""", "Statements" },
        { "a member twice", """{"Statement":{"Effect":"Deny","Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}}""", "Effect" },
        { "a condition key twice", Conditioned("""{"StringEquals":{"aws:SourceVpce":"vpce-1","aws:SourceVpce":"vpce-2"}}"""), "aws:SourceVpce" },
        { "an operator twice", Conditioned("""{"StringEquals":{"aws:SourceVpce":"vpce-1"},"StringEquals":{"aws:UserAgent":"x"}}"""), "StringEquals" },
        { "an unknown version", """{"Version":"2020-01-01","Statement":[]}""", "2020-01-01" },
        { "an unknown effect", """{"Statement":{"Effect":"Permit","Principal":"*","Action":"*","Resource":"*"}}""", "Permit" },
        { "no principal", """{"Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}""", "neither Principal nor NotPrincipal" },
        { "both forms", """{"Statement":{"Effect":"Allow","Principal":"*","Action":"*","NotAction":"*","Resource":"*"}}""", "Action and NotAction" },
        { "a resource of no form", """{"Statement":{"Effect":"Allow","Principal":"*","Action":"*","Resource":"/prod/*"}}""", "/prod/*" },
        { "an action without a service", """{"Statement":{"Effect":"Allow","Principal":"*","Action":"Invoke","Resource":"*"}}""", "found Invoke, expected * or service:action" },
        { "an unknown operator", Conditioned("""{"StringIs":{"aws:SourceVpce":"x"}}"""), "StringIs" },
        { "Null has no IfExists", Conditioned("""{"NullIfExists":{"aws:SourceVpce":"true"}}"""), "NullIfExists" },
        { "an unknown key", Conditioned("""{"StringEquals":{"aws:SourceVpceId":"x"}}"""), "aws:SourceVpceId" },
        { "a key of another service", Conditioned("""{"StringEquals":{"s3:prefix":"x"}}"""), "s3:prefix" },
        { "no address", Conditioned("""{"IpAddress":{"aws:VpcSourceIp":"10.0.0.0/33"}}"""), "10.0.0.0/33" },
        { "no date", Conditioned("""{"DateLessThan":{"aws:CurrentTime":"tomorrow"}}"""), "tomorrow" },
        { "no number", Conditioned("""{"NumericEquals":{"aws:EpochTime":"one"}}"""), "one" },
        { "no truth value", Conditioned("""{"Bool":{"aws:SecureTransport":"yes"}}"""), "yes" },
        { "no ARN", Conditioned("""{"ArnLike":{"aws:SourceArn":"*"}}"""), "*" },
        { "a policy variable", Conditioned("""{"StringEquals":{"aws:UserAgent":"${aws:username}"}}"""), "${aws:username}" },
        { "a value of a wrong form", Conditioned("""{"StringEquals":{"aws:UserAgent":{}}}"""), "Object" },
    };

    [Theory]
    [MemberData(nameof(Statements))]
    public void A_policy_decides(string because, string statements, int expected) => Assert.True(Decide($$"""{"Version":"2012-10-17","Statement":[{{statements}}]}""") == (PolicyDecision)expected, because);

    [Theory]
    [MemberData(nameof(Conditions))]
    public void A_condition_holds_or_not(string because, string condition, bool holds) =>
        Assert.True(Decide(Conditioned(condition)) == (PolicyDecision)(holds ? Allowed : Implicit), because);

    [Theory]
    [MemberData(nameof(Faults))]
    public void What_is_not_understood_is_an_error_that_names_it(string because, string policy, string named)
    {
        var fault = Assert.Throws<PolicyException>(() => PolicyDocument.Parse(policy, ApiArn));

        Assert.True(fault.Message.Contains(named, StringComparison.Ordinal), $"{because}: {fault.Message}");
        Assert.Contains("expected", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void No_text_makes_parsing_fail_otherwise() => Prop.ForAll<string>(text =>
    {
        try
        {
            PolicyDocument.Parse(text ?? "", ApiArn);
        }
        catch (PolicyException)
        {
            // the one way in which a policy may fail
        }
    }).QuickCheckThrowOnFailure();

    private static PolicyDecision Decide(string policy) => PolicyDocument.Parse(policy, ApiArn).Decide(Request);

    private static string Statement(string effect, string principal = "\"*\"", string action = "execute-api:Invoke", string resource = "*") =>
        $$"""{"Effect":"{{effect}}","Principal":{{principal}},"Action":"{{action}}","Resource":"{{resource}}"}""";

    private static string Conditioned(string condition) => $$$"""{"Statement":{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*","Condition":{{{condition}}}}}""";
}
