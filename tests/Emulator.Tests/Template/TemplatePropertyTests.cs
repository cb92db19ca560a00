using System.Text.Json.Nodes;
using Egress.Emulator.Template;
using Egress.Emulator.Template.Intrinsics;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Egress.Emulator.Tests.Template;

/// <summary>Whatever the text is, the only exception is the one that tells the line.</summary>
public sealed class TemplatePropertyTests
{
    private static readonly string[] Keys =
    [
        "Ref", "Fn::Sub", "Fn::GetAtt", "Fn::Join", "Fn::Split", "Fn::Select", "Fn::If", "Fn::FindInMap", "Fn::Cidr", "Fn::GetAZs", "Fn::Length", "Fn::ToJsonString",
        "Fn::Base64", "Fn::ForEach::A", "Fn::Equals", "Fn::Not", "Condition", "Properties", "Type", "DependsOn", "Value", "a", "b${V}", "c&{V}", "DefaultValue",
    ];

    private static readonly string[] Texts =
    [
        "", "A", "P", "V", "C", "M", "k", "1", "0", "${P}", "${A.Arn}", "${!x}", "${", "${V}", "&{V}", "AWS::Region", "AWS::NoValue", "AWS::Nope", "10.0.0.0/8", ".", ",", "é",
    ];

    private static readonly string[] Yaml =
    [
        "a", ":", " ", "\n", "- ", "!Sub ", "!Ref ", "'", "\"", "[", "]", "{", "}", ",", "&x", "*x", "|", ">", "#", "~", "\t", "?", "!!str ", "%", "---\n", "\\u", "é", "0",
    ];

    [Fact]
    public void Any_text_is_read_or_refused()
    {
        Prop.ForAll<string>(text => IsReadOrRefused(text ?? "")).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Any_text_that_looks_like_YAML_is_read_or_refused()
    {
        var texts = Gen.ListOf(Gen.Elements(Yaml)).Select(string.Concat);

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(2_000), Prop.ForAll(texts.ToArbitrary(), IsReadOrRefused));
    }

    [Fact]
    public void Any_expression_has_a_value_or_is_refused()
    {
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(2_000), Prop.ForAll(Expressions(4).ToArbitrary(), expression => HasValueOrIsRefused(expression.ToJsonString())));
    }

    [Fact]
    public void Text_without_variables_goes_through_Sub_unchanged()
    {
        Prop.ForAll<NonNull<string>>(text =>
        {
            var plain = text.Get.Replace("${", "$", StringComparison.Ordinal);
            return string.Concat(SubText.Parse(new ScalarNode(default, plain)).Select(part => part.Text)) == plain;
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void JSON_is_read_as_it_is_written()
    {
        Prop.ForAll(Data(3).ToArbitrary(), data =>
        {
            var json = data.ToJsonString();
            return JsonNode.DeepEquals(data, JsonNode.Parse(NodeJson.Write(TemplateParser.Parse("t.json", json))));
        }).QuickCheckThrowOnFailure();
    }

    private static bool IsReadOrRefused(string text) => IsRefusedOr(() => TemplateParser.Parse("t.yaml", text));

    private static bool HasValueOrIsRefused(string expression) => IsRefusedOr(() => Templates.Evaluate(
        expression, "Parameters: {P: {Type: String, Default: p}}\nMappings: {M: {k: {k: v} } }\nConditions: {C: !Equals [a, a]}"));

    private static bool IsRefusedOr(Action read)
    {
        try
        {
            read();
            return true;
        }
        catch (TemplateException)
        {
            return true;
        }
    }

    private static Gen<JsonNode> Expressions(int depth)
    {
        var text = Gen.Elements(Texts).Select(JsonNode (value) => JsonValue.Create(value));
        if (depth == 0)
        {
            return text;
        }

        var inner = Expressions(depth - 1);
        var list = Gen.ListOf(inner).Select(JsonNode (items) => new JsonArray([.. items.Take(4).Select(item => item.DeepClone())]));
        var entries = Gen.ListOf(Gen.Elements(Keys).SelectMany(_ => inner, (key, value) => (key, value)));
        var call = Gen.Elements(Keys).SelectMany(_ => Gen.OneOf(list, inner), JsonNode (key, value) => new JsonObject { [key] = value.DeepClone() });
        var map = entries.Select(JsonNode (pairs) => new JsonObject(
            pairs.DistinctBy(pair => pair.key).Take(3).Select(pair => KeyValuePair.Create(pair.key, (JsonNode?)pair.value.DeepClone()))));
        return Gen.Frequency((2, text), (2, list), (5, call), (1, map));
    }

    private static Gen<JsonNode> Data(int depth)
    {
        var text = ArbMap.Default.GeneratorFor<NonNull<string>>().Select(JsonNode (value) => JsonValue.Create(IsolatedSurrogates(value.Get)));
        var number = ArbMap.Default.GeneratorFor<int>().Select(JsonNode (value) => JsonValue.Create(value));
        var flag = ArbMap.Default.GeneratorFor<bool>().Select(JsonNode (value) => JsonValue.Create(value));
        if (depth == 0)
        {
            return Gen.OneOf(text, number, flag);
        }

        var list = Gen.ListOf(Data(depth - 1)).Select(JsonNode (items) => new JsonArray([.. items.Take(4).Select(item => item.DeepClone())]));
        return Gen.OneOf(text, number, flag, list, list.Select(JsonNode (items) => new JsonObject { ["k"] = items.DeepClone() }));
    }

    private static string IsolatedSurrogates(string text) => string.Concat(text.Where(character => !char.IsSurrogate(character)));
}
