using Egress.Emulator.Template;
using Xunit;

namespace Egress.Emulator.Tests.Template;

public sealed class EvaluatorTests
{
    private const string Sections =
        """
        Parameters:
          Name: {Type: String, Default: api}
          List: {Type: CommaDelimitedList, Default: 'a,b,c'}
          Empty: {Type: String, Default: ''}
          Count: {Type: Number, Default: 2}
        Mappings:
          Upstream:
            openai: {Host: api.openai.com, Rate: 20, Zones: [a, b]}
        Conditions:
          Holds: !Equals [1, '1']
          Fails: !Not [!Condition Holds]
        """;

    public static readonly TheoryData<string, string, string> Values = new()
    {
        { "a resource", "!Ref Thing", "\"<Thing>\"" },
        { "an attribute", "!GetAtt Thing.Arn", "\"<Thing.Arn>\"" },
        { "an attribute in the long form", "{Fn::GetAtt: [Thing, Arn]}", "\"<Thing.Arn>\"" },
        { "an attribute in one string", "{'Fn::GetAtt': Thing.Arn}", "\"<Thing.Arn>\"" },
        { "a function inside Ref", "{Ref: {Fn::Sub: 'Thing${Empty}'}}", "\"<Thing>\"" },
        { "functions inside GetAtt", "{Fn::GetAtt: [{Fn::Join: ['', [Th, ing]]}, Arn]}", "\"<Thing.Arn>\"" },
        { "a parameter", "!Ref Name", "\"api\"" },
        { "a list of values", "!Ref List", """["a","b","c"]""" },
        {
            "pseudo parameters",
            "!Sub '${AWS::Region} ${AWS::AccountId} ${AWS::StackName} ${AWS::Partition} ${AWS::URLSuffix}'",
            "\"us-east-1 123456789012 egress aws amazonaws.com\""
        },
        { "the id of the stack", "!Select [2, !Split [/, !Ref AWS::StackId]]", "\"11111111-2222-3333-4444-555555555555\"" },
        { "no notifications", "!Ref AWS::NotificationARNs", "[]" },
        { "NoValue takes its key out", "{a: !Ref AWS::NoValue, b: 1}", """{"b":1}""" },
        { "NoValue takes its item out", "[1, !Ref AWS::NoValue]", "[1]" },
        { "NoValue takes the property out", "!Ref AWS::NoValue", "nothing" },
        { "Sub of parameters, resources and attributes", "!Sub '${Name}-${Thing}-${Thing.Arn}'", "\"api-<Thing>-<Thing.Arn>\"" },
        { "a literal in Sub", "!Sub 'https://${!stageVariables.host}/{proxy}$x${'", "\"https://${stageVariables.host}/{proxy}$x${\"" },
        { "Sub's own names win", "!Sub ['${Name}${Other}', {Name: 1, Other: !Ref Count}]", "\"12\"" },
        { "Join", "!Join ['-', [a, 1, true, !Ref Name]]", "\"a-1-true-api\"" },
        { "Join of a list parameter", "!Join ['', !Ref List]", "\"abc\"" },
        { "Join of nothing", "!Join [',', []]", "\"\"" },
        { "Split", "!Split ['.', 'a.b.']", """["a","b",""]""" },
        { "Select", "!Select [1, !Ref List]", "\"b\"" },
        { "Select by a parameter", "!Select [!Ref Count, [x, y, z]]", "\"z\"" },
        { "the stage name of a host", "!Join [_, !Split [., !FindInMap [Upstream, openai, Host]]]", "\"api_openai_com\"" },
        { "a number of a mapping stays one", "!FindInMap [Upstream, openai, Rate]", "20" },
        { "a list of a mapping", "!FindInMap [Upstream, openai, Zones]", """["a","b"]""" },
        { "a default where the row is missing", "!FindInMap [Upstream, other, Host, {DefaultValue: !Ref Name}]", "\"api\"" },
        { "a default where the column is missing", "!FindInMap [Upstream, openai, Port, {DefaultValue: 443}]", "443" },
        { "no default where it is not needed", "!FindInMap [Upstream, openai, Host, {DefaultValue: x}]", "\"api.openai.com\"" },
        { "the branch of a true condition", "!If [Holds, 1, !Ref Nowhere]", "1" },
        { "the branch of a false condition", "!If [Fails, !GetAtt Nowhere.Arn, {a: 2}]", """{"a":2}""" },
        { "an If that leaves nothing", "[!If [Fails, 1, !Ref AWS::NoValue]]", "[]" },
        { "blocks of addresses", "!Cidr [10.255.255.0/24, 2, 7]", """["10.255.255.0/25","10.255.255.128/25"]""" },
        {
            "AWS's own example",
            "!Cidr ['192.168.0.0/24', 6, 5]",
            """["192.168.0.0/27","192.168.0.32/27","192.168.0.64/27","192.168.0.96/27","192.168.0.128/27","192.168.0.160/27"]"""
        },
        { "blocks of IPv6", "!Cidr ['2001:db8:1234:1a00::/56', 2, 64]", """["2001:db8:1234:1a00::/64","2001:db8:1234:1a01::/64"]""" },
        { "zones of this Region", "!GetAZs ''", """["us-east-1a","us-east-1b","us-east-1c"]""" },
        { "zones of another", "!Select [0, !GetAZs eu-west-1]", "\"eu-west-1a\"" },
        { "Base64", "!Base64 'hé'", "\"aMOp\"" },
        { "Length of a list", "!Length [a, b]", "2" },
        { "Length of a parameter", "{Fn::Length: !Ref List}", "3" },
        { "JSON of a map", "!ToJsonString {b: !Ref Name, a: [1, true, 'x\"y']}", "\"{\\\"b\\\":\\\"api\\\",\\\"a\\\":[1,true,\\\"x\\\\\\\"y\\\"]}\"" },
        { "JSON of a list", "!ToJsonString [!Ref AWS::NoValue, 1]", "\"[1]\"" },
        { "data with a key Ref beside others is data", "{Ref: x, Other: y}", """{"Ref":"x","Other":"y"}""" },
    };

    public static readonly TheoryData<string, string, string> Refusals = new()
    {
        { "an unknown function", "{Fn::Jion: []}", "found Fn::Jion, expected one of" },
        { "a function of Conditions", "!Equals [1, 1]", "found Fn::Equals, expected it in Conditions and Rules only" },
        { "a function among other keys", "{Fn::Sub: x, a: 1}", "found Fn::Sub among other keys" },
        { "exports of other stacks", "!ImportValue x", "found Fn::ImportValue, expected values of this stack only" },
        { "macros", "{Fn::Transform: {Name: Mine}}", "found 'Mine' as Fn::Transform, expected AWS::Include: other macros run in an account" },
        { "an unknown pseudo parameter", "!Ref AWS::Regoin", "found the pseudo parameter AWS::Regoin" },
        { "Join of a string", "!Join ['', abc]", "found 'abc' as the values of Fn::Join, expected a list" },
        { "Join of lists", "!Join ['', [[a]]]", "found a list as a value of Fn::Join, expected a string" },
        { "Join without a list", "!Join ['']", "found a list as the argument of Fn::Join, expected [delimiter, list of values]" },
        { "Split by nothing", "!Split ['', a]", "found an empty delimiter in Fn::Split" },
        { "Select beyond the end", "!Select [3, !Ref List]", "found the index 3 into 3 values in Fn::Select" },
        { "Select before the start", "!Select [-1, [a]]", "found the index -1 into 1 values" },
        { "Select by a word", "!Select [first, [a]]", "found the index first" },
        { "Sub of a list", "!Sub '${List}'", "found a list as ${List} in Fn::Sub, expected a string" },
        { "an odd name in Sub", "!Sub '${a-b}'", "found ${a-b} in Fn::Sub, expected a name of letters" },
        { "an empty name in Sub", "!Sub '${}'", "found ${} in Fn::Sub" },
        { "Sub of a map", "!Sub {a: b}", "found a map as the argument of Fn::Sub" },
        { "a mapping that does not exist", "!FindInMap [Upstreams, openai, Host]", "found Fn::FindInMap of the mapping Upstreams, expected one of Upstream" },
        { "a row that does not exist", "!FindInMap [Upstream, opnai, Host]", "found Fn::FindInMap of the row opnai of the mapping Upstream, expected one of openai" },
        {
            "a column that does not exist",
            "!FindInMap [Upstream, openai, Hots]",
            "found Fn::FindInMap of Hots in the row openai of the mapping Upstream, expected one of Host, Rate, Zones"
        },
        { "a default without its name", "!FindInMap [Upstream, x, Host, y]", "as the default of Fn::FindInMap" },
        { "an unknown condition", "!If [Maybe, 1, 2]", "found the condition Maybe, expected one of Holds, Fails" },
        { "an If without its other branch", "!If [Holds, 1]", "as the argument of Fn::If" },
        { "blocks that do not fit", "!Cidr [10.0.0.0/24, 3, 7]", "found 3 blocks of 7 host bits from 10.0.0.0/24" },
        { "more blocks than Cidr makes", "!Cidr [10.0.0.0/8, 257, 4]", "expected an integer from 1 to 256" },
        { "no block", "!Cidr [10.0.0.0, 1, 4]", "expected an address block" },
        { "zones of a list", "!GetAZs [us-east-1]", "found a list as the Region of Fn::GetAZs" },
        { "a list of nothing has no text", "!Base64 [a]", "found a list as the argument of Fn::Base64" },
        { "JSON of a string", "!ToJsonString a", "found 'a' as the argument of Fn::ToJsonString" },
        { "NoValue where something must be", "!Join ['', !Ref AWS::NoValue]", "found AWS::NoValue as the values of Fn::Join" },
        { "a GetAtt without an attribute", "!GetAtt Thing", "as the argument of Fn::GetAtt" },
    };

    [Theory]
    [MemberData(nameof(Values))]
    public void Expressions_have_the_value_that_CloudFormation_gives_them(string because, string expression, string json)
    {
        var value = Evaluate(expression);

        Assert.True(json == value, $"{because}: {value}");
    }

    [Theory]
    [MemberData(nameof(Refusals))]
    public void Expressions_without_a_value_are_refused_with_their_line(string because, string expression, string found)
    {
        var refusal = Templates.Refusal(() => Evaluate(expression));

        Assert.True(refusal.StartsWith("t.yaml:18: ", StringComparison.Ordinal) && refusal.Contains(found, StringComparison.Ordinal), $"{because}: {refusal}");
    }

    [Theory]
    [InlineData("!Length [a]", "Fn::Length")]
    [InlineData("!ToJsonString [a]", "Fn::ToJsonString")]
    [InlineData("{Ref: {Fn::Sub: Thing}}", "a function inside Ref")]
    [InlineData("{Fn::GetAtt: [{Fn::Sub: Thing}, Arn]}", "a function inside Fn::GetAtt")]
    [InlineData("{'Fn::ForEach::X': [V, [a], {'${V}': 1}]}", "Fn::ForEach::X")]
    public void Language_extensions_need_their_transform(string expression, string found)
    {
        var text = $"Resources:\n  It:\n    Type: AWS::Some::Thing\n    Properties:\n      Value: {expression}";

        var template = new Lazy<StackTemplate>(() => Templates.Load(text));
        var refusal = Templates.Refusal(() => template.Value.Evaluate(template.Value.Resources[0], Templates.Name));

        Assert.StartsWith($"t.yaml:5: found {found}, expected that only in a template with Transform: AWS::LanguageExtensions", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_Region_has_its_own_partition_and_suffix()
    {
        var stack = Templates.Stack with { Region = "cn-north-1" };

        Assert.Equal("arn:aws-cn:s3:cn-north-1:123456789012:x", stack.Arn("s3", "x"));
        Assert.Equal("amazonaws.com.cn", stack.UrlSuffix);
    }

    private static string Evaluate(string expression) => Templates.Evaluate(expression, Sections);
}
