using System.Text.Json.Nodes;
using Egress.Emulator.Template;
using Egress.Testing;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Egress.Emulator.Tests.Deployment;

/// <summary>Whatever happens to a template, it is deployed or refused with a line; nothing else is thrown.</summary>
public sealed class DamagedTemplateTests
{
    private static readonly string Text = File.ReadAllText(Repository.PathOf("template.yaml"));
    private static readonly string Json = NodeJson.Write(TemplateParser.Parse("template.yaml", Text));

    private static readonly string[] OddValues =
    [
        "\"\"", "null", "\"x\"", "0", "-1", "1e99", "true", "[]", "{}", "[\"x\"]", "[[]]", "{\"x\":\"y\"}", "\"${\"", "{\"Ref\":\"Nowhere\"}", "{\"Ref\":\"AWS::NoValue\"}",
        "{\"Fn::Sub\":\"${Vpc}\"}", "{\"Fn::GetAtt\":[\"EgressApi\",\"RootResourceId\"]}", "{\"Fn::GetAtt\":\"Vpc\"}", "{\"Fn::Select\":[9,[\"a\"]]}",
        "{\"Fn::Split\":[\".\",\"a.b\"]}", "\"{{resolve:secretsmanager:x}}\"", "\"\\u0000\"", "\"*\"", "\"https://x\"", "{\"Ref\":{\"Ref\":\"x\"}}", "\"/\"", "\"{proxy+}\"",
    ];

    [Fact]
    public void Damage_to_its_text_is_told()
    {
        var lines = Text.Split('\n');

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(100), Prop.ForAll(Seeds(), seed => IsDeployedOrRefused(DamagedText(lines, new Random(seed)))));
    }

    [Fact]
    public void Damage_to_its_values_is_told()
    {
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll(Seeds(), seed => IsDeployedOrRefused(DamagedValues(new Random(seed)))));
    }

    private static Arbitrary<int> Seeds() => Gen.Choose(0, int.MaxValue).ToArbitrary();

    private static bool IsDeployedOrRefused(string text)
    {
        try
        {
            TestStack.Deploy(text);
            return true;
        }
        catch (TemplateException refusal)
        {
            return refusal.Message.Contains(": found ", StringComparison.Ordinal) && refusal.At.Line > 0;
        }
    }

    private static string DamagedText(IReadOnlyList<string> lines, Random random)
    {
        var damaged = lines.ToList();
        var index = random.Next(damaged.Count);
        switch (random.Next(3))
        {
            case 0:
                damaged.RemoveAt(index);
                break;
            case 1:
                damaged.Insert(index, damaged[random.Next(damaged.Count)]);
                break;
            default:
                damaged[index] = damaged[index].Insert(random.Next(damaged[index].Length + 1), "{[:!&*'\" "[random.Next(9)].ToString());
                break;
        }

        return string.Join('\n', damaged);
    }

    private static string DamagedValues(Random random)
    {
        var root = JsonNode.Parse(Json)!;
        for (var count = random.Next(1, 3); count > 0; count--)
        {
            var places = Places(root).ToList();
            var (parent, key) = places[random.Next(places.Count)];
            var value = random.Next(4) == 0 ? Child(places[random.Next(places.Count)])?.DeepClone() : JsonNode.Parse(OddValues[random.Next(OddValues.Length)]);
            if (parent is JsonObject map)
            {
                map[(string)key] = value;
            }
            else
            {
                parent.AsArray()[(int)key] = value;
            }
        }

        return root.ToJsonString();
    }

    private static IEnumerable<(JsonNode Parent, object Key)> Places(JsonNode node)
    {
        var own = node switch
        {
            JsonObject map => map.Select(entry => (node, (object)entry.Key)),
            JsonArray list => Enumerable.Range(0, list.Count).Select(index => (node, (object)index)),
            _ => [],
        };
        var places = own.ToList();
        return places.Concat(places.Select(Child).OfType<JsonNode>().SelectMany(Places));
    }

    private static JsonNode? Child((JsonNode Parent, object Key) place) => place.Parent is JsonObject map ? map[(string)place.Key] : place.Parent[(int)place.Key];
}
