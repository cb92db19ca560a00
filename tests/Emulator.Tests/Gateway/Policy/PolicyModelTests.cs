using System.Text.Json.Nodes;
using Egress.Emulator.Gateway.Policy;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Egress.Emulator.Tests.Gateway.Policy;

/// <summary>Policies such as people write, but at random: the engine decides as the model does.</summary>
public sealed class PolicyModelTests
{
    private const string ApiArn = "arn:aws:execute-api:us-east-1:111122223333:a1b2c3d4e5";

    private static readonly string[] Resources = ["/prod/GET/a", "/prod/POST/a/b", "/test/GET/", "/prod/GET/a*b"];
    private static readonly string[] ResourcePatterns = ["*", "execute-api:/*", "execute-api:/prod/*", "execute-api:/*/GET/*", "execute-api:/prod/GET/a", "execute-api:/????/GET/?", ApiArn + "/test/*", "arn:aws:execute-api:*:*:*", "arn:aws:s3:::b"];
    private static readonly string[] Actions = ["*", "execute-api:Invoke", "execute-api:invoke", "execute-api:*", "execute-api:In?oke", "execute-api:ManageConnections", "s3:*"];

    /// <summary>Operators by the kind of value they take, a key that has such values, values of a request, values of a policy.</summary>
    private static readonly (string[] Operators, string Key, string[] Actual, string[] Expected)[] Kinds =
    [
        (["StringEquals", "StringNotEquals", "StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase", "StringLike", "StringNotLike"], "aws:SourceVpce", ["vpce-1", "VPCE-1", "vpce-12", "", "*"], ["vpce-1", "vpce-*", "*", "?pce-1", "vpce-1?", "", "**1", "v*-*2"]),
        (["ArnEquals", "ArnLike", "ArnNotEquals", "ArnNotLike"], "aws:SourceArn", ["arn:aws:s3:::b/k", "arn:aws:sns:us-east-1:1:t", "arn:aws:s3:::b:c"], ["arn:aws:s3:::*", "arn:*:s3:::b/k", "arn:aws:*:*:*:*", "arn:aws:sns:us-*:1:t", "arn:aws:s3:::b?c"]),
        (["IpAddress", "NotIpAddress"], "aws:VpcSourceIp", ["10.0.0.1", "10.128.3.4", "0.0.0.0", "2001:db8::1", "::1"], ["10.0.0.0/8", "10.0.0.1", "10.128.0.0/9", "0.0.0.0/0", "10.0.0.1/32", "2001:db8::/32", "::/0", "2001:db8::1/127", "10.0.255.1/16"]),
        (["NumericEquals", "NumericNotEquals", "NumericLessThan", "NumericLessThanEquals", "NumericGreaterThan", "NumericGreaterThanEquals"], "aws:EpochTime", ["0", "-1", "1772366400"], ["0", "0.0", "-1.5", "1772366400", "1e9"]),
        (["DateEquals", "DateNotEquals", "DateLessThan", "DateLessThanEquals", "DateGreaterThan", "DateGreaterThanEquals"], "aws:CurrentTime", ["2026-03-01T12:00:00Z", "2026-03-01T00:00:00Z"], ["2026-03-01", "2026-03-01T12:00:00Z", "2026-03-01T13:00:00+01:00", "1772366400", "2025-12-31T23:59:59Z"]),
        (["Bool"], "aws:SecureTransport", ["true", "false"], ["true", "false"]),
        (["Null"], "aws:Referer", ["x"], ["true", "false"]),
    ];

    [Fact]
    public void The_engine_decides_as_the_model_does()
    {
        var decisions = new Dictionary<string, int>();

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(5_000), Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed => Agree(new Random(seed), decisions)));

        Assert.All(["Allowed", "DeniedExplicitly", "DeniedImplicitly"], decision => Assert.True(decisions[decision] > 250, $"{decision}: {decisions[decision]} of 5,000 show too little"));
    }

    private static bool Agree(Random random, Dictionary<string, int> decisions)
    {
        var context = Kinds.Where(_ => random.Next(4) > 0).ToDictionary(kind => kind.Key, kind => Some(random, kind.Actual, random.Next(8) == 0 ? 2 : 1));
        var policy = new JsonObject { ["Version"] = "2012-10-17", ["Statement"] = OneOrMore(random, () => Statement(random)) };
        var resource = ApiArn + Any(random, Resources);
        var expected = new PolicyModel(ApiArn, "execute-api:Invoke", resource, context).Decide(policy);
        var actual = PolicyDocument.Parse(policy.ToJsonString(), ApiArn).Decide(new PolicyRequest
        {
            Action = "execute-api:Invoke",
            Resource = resource,
            ValuesOf = key => context.FirstOrDefault(fact => fact.Key.Equals(key, StringComparison.OrdinalIgnoreCase)).Value,
        });

        decisions[expected] = decisions.GetValueOrDefault(expected) + 1;
        return expected == actual.ToString() ? true : throw new InvalidOperationException($"{actual}, and the model {expected}: {resource} {string.Join(' ', context.Select(fact => $"{fact.Key}={string.Join('|', fact.Value)}"))} {policy.ToJsonString()}");
    }

    private static JsonObject Statement(Random random)
    {
        var statement = new JsonObject { ["Effect"] = random.Next(3) > 0 ? "Allow" : "Deny" };
        statement[random.Next(8) > 0 ? "Principal" : "NotPrincipal"] = random.Next(6) switch
        {
            0 => new JsonObject { ["AWS"] = new JsonArray("arn:aws:iam::111122223333:root", "*") },
            1 => new JsonObject { ["AWS"] = "*" },
            2 => new JsonObject { ["AWS"] = "arn:aws:iam::111122223333:root" },
            _ => "*",
        };
        statement[random.Next(6) > 0 ? "Action" : "NotAction"] = OneOrMore(random, () => Any(random, Actions));
        statement[random.Next(6) > 0 ? "Resource" : "NotResource"] = OneOrMore(random, () => Any(random, ResourcePatterns));
        var conditions = new JsonObject();
        foreach (var kind in Some(random, Kinds, random.Next(3)))
        {
            var name = Any(random, kind.Operators);
            var prefix = name == "Null" ? "" : Any(random, ["", "", "ForAnyValue:", "ForAllValues:"]);
            conditions[prefix + name + (name == "Null" ? "" : Any(random, ["", "", "IfExists"]))] = new JsonObject { [random.Next(4) > 0 ? kind.Key : kind.Key.ToUpperInvariant()] = OneOrMore(random, () => Any(random, kind.Expected)) };
        }

        if (conditions.Count > 0)
        {
            statement["Condition"] = conditions;
        }

        return statement;
    }

    private static JsonNode OneOrMore(Random random, Func<JsonNode> make) => random.Next(2) == 0 ? make() : new JsonArray([.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => make())]);

    private static T Any<T>(Random random, T[] from) => from[random.Next(from.Length)];

    private static T[] Some<T>(Random random, T[] from, int count) => [.. Enumerable.Range(0, count).Select(_ => Any(random, from))];
}
