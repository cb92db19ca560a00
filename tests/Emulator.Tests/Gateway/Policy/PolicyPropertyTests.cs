using System.Text.Json.Nodes;
using Egress.Emulator.Gateway.Policy;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Egress.Emulator.Tests.Gateway.Policy;

/// <summary>Policies that nobody would write: read, or refused with the one exception; and what is read decides without failing.</summary>
public sealed class PolicyPropertyTests
{
    private const string ApiArn = "arn:aws:execute-api:us-east-1:111122223333:a1b2c3d4e5";

    private static readonly string[] Names =
    [
        "Version", "Id", "Statement", "Sid", "Effect", "Principal", "NotPrincipal", "Action", "NotAction", "Resource", "NotResource", "Condition", "AWS", "Service", "aws:SourceIp", "aws:SourceVpce",
        "aws:CurrentTime", "aws:EpochTime", "aws:PrincipalTag/x", "StringEquals", "StringNotLikeIfExists", "IpAddress", "NotIpAddress", "DateLessThan", "NumericEquals", "Bool", "Null", "ArnLike",
        "ForAnyValue:StringLike", "ForAllValues:StringEquals", "", "é",
    ];

    private static readonly Gen<JsonNode?> Leaves = Gen.Elements<Func<JsonNode?>>(
        () => null, () => "Allow", () => "Deny", () => "*", () => "execute-api:/*", () => "arn:aws:*", () => "2012-10-17", () => "10.0.0.0/8", () => "true", () => "1e400", () => "${aws:username}", () => "", () => 1, () => 1e300,
        () => -0.5, () => true, () => "\u0000", () => "9999-99-99", () => "99999999999999999999").Select(make => make());

    [Fact]
    public void Any_JSON_is_a_policy_or_is_refused() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(3_000), Prop.ForAll(Documents(4).Select(document => document?.ToJsonString() ?? "null").ToArbitrary(), IsReadOrRefused));

    [Fact]
    public void A_policy_with_one_part_exchanged_is_a_policy_or_is_refused()
    {
        var changed =
            from name in Gen.Elements("Version", "Effect", "Principal", "Action", "Resource", "Condition")
            from value in Documents(3)
            select Changed(name, value);

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(3_000), Prop.ForAll(changed.ToArbitrary(), IsReadOrRefused));
    }

    [Theory]
    [InlineData("deep lists", "[", "]")]
    [InlineData("deep objects", "{\"Statement\":", "}")]
    public void Depth_is_no_way_in(string because, string open, string close)
    {
        var deep = string.Concat(Enumerable.Repeat(open, 10_000)) + "1" + string.Concat(Enumerable.Repeat(close, 10_000));

        Assert.True(IsReadOrRefused(deep), because);
    }

    [Theory]
    [InlineData("half a surrogate pair", """{"Statement":{"Effect":"Allow","Principal":"*","Action":"\ud800","Resource":"*"}}""")]
    [InlineData("half a pair in a name", """{"\ud800":1}""")]
    [InlineData("half a pair in a condition key", """{"Statement":{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*","Condition":{"StringEquals":{"\udc00":"x"}}}}""")]
    public void What_is_no_text_is_refused(string because, string policy) => Assert.True(IsReadOrRefused(policy), because);

    private static Gen<JsonNode?> Documents(int depth) => depth == 0 ? Leaves : Gen.OneOf(
        Leaves,
        Documents(depth - 1).ListOf().Select(items => (JsonNode?)new JsonArray([.. items.Take(4).Select(item => item?.DeepClone())])),
        Gen.Elements(Names).Zip(Documents(depth - 1)).ListOf().Select(members => (JsonNode?)new JsonObject(members.Take(5).DistinctBy(member => member.Item1).Select(member => KeyValuePair.Create(member.Item1, member.Item2?.DeepClone())))));

    private static string Changed(string name, JsonNode? value)
    {
        var statement = new JsonObject { ["Effect"] = "Allow", ["Principal"] = "*", ["Action"] = "*", ["Resource"] = "*" };
        var policy = new JsonObject { ["Version"] = "2012-10-17" };
        (name == "Version" ? policy : statement)[name] = value?.DeepClone();
        policy["Statement"] = statement;
        return policy.ToJsonString();
    }

    private static bool IsReadOrRefused(string text)
    {
        try
        {
            var decision = PolicyDocument.Parse(text, ApiArn).Decide(new PolicyRequest
            {
                Action = "execute-api:Invoke",
                Resource = ApiArn + "/prod/GET/a",
                ValuesOf = new Dictionary<string, IReadOnlyList<string>>(StringComparer.OrdinalIgnoreCase)
                {
                    ["aws:SourceIp"] = ["10.0.0.1"],
                    ["aws:SourceVpce"] = ["vpce-1"],
                    ["aws:CurrentTime"] = ["2026-03-01T12:00:00Z"],
                    ["aws:EpochTime"] = ["1772366400"],
                }.GetValueOrDefault,
            });
            return Enum.IsDefined(decision);
        }
        catch (PolicyException)
        {
            return true;
        }
    }
}
