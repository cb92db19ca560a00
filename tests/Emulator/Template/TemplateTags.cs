using YamlDotNet.Core;

namespace Egress.Emulator.Template;

/// <summary>What a YAML tag makes of the value behind it: a function for <c>!Sub</c>, a type for <c>!!str</c>.</summary>
internal static class TemplateTags
{
    private const string Standard = "tag:yaml.org,2002:";

    public static bool IsFunction(TagName tag) => !tag.IsEmpty && !tag.IsNonSpecific && !tag.Value.StartsWith(Standard, StringComparison.Ordinal);

    public static Node Apply(TagName tag, Node node)
    {
        if (tag.IsEmpty || tag.IsNonSpecific)
        {
            return node;
        }

        if (tag.Value.StartsWith(Standard, StringComparison.Ordinal))
        {
            return Typed(tag.Value[Standard.Length..], node);
        }

        var function = ShortForms.LongName(tag.Value)
            ?? throw new TemplateException(node.At, $"the tag {tag.Value}", "a function of CloudFormation, such as !Ref or !Sub", "correct or remove it");
        return new MapNode(node.At, [new MapEntry(function, node.At, ShortForms.Argument(function, node))]);
    }

    private static Node Typed(string name, Node node) => (name, node) switch
    {
        ("str", ScalarNode scalar) => new ScalarNode(node.At, scalar.Text),
        ("int" or "float" or "bool" or "null", ScalarNode scalar) => ScalarTypes.Resolve(node.At, scalar.Text),
        ("seq", ListNode) or ("map", MapNode) => node,
        _ => throw new TemplateException(
            node.At,
            $"the tag !!{name} on {node.Description}",
            "no tag, or !!str, !!int, !!float, !!bool, !!null, !!seq, !!map on such a value",
            "remove it"),
    };
}
