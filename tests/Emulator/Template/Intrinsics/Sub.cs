using System.Text;

namespace Egress.Emulator.Template.Intrinsics;

internal static class Sub
{
    public static Node Evaluate(Evaluator evaluator, MapEntry call)
    {
        var (text, own) = Parts(call);
        evaluator.Variables.RefuseInSub(text.At, text.Text);
        var result = new StringBuilder();
        foreach (var part in SubText.Parse(text))
        {
            result.Append(part.IsVariable ? Variable(evaluator, own, part.Text, text.At) : part.Text);
        }

        return new ScalarNode(text.At, result.ToString());
    }

    /// <summary>The text, and the map of the long form <c>[text, {name: value}]</c>.</summary>
    public static (ScalarNode Text, MapNode? Own) Parts(MapEntry call) => call.Value switch
    {
        ScalarNode { Kind: not ScalarKind.Null } text => (text, null),
        ListNode { Items: [ScalarNode { Kind: not ScalarKind.Null } text, MapNode own] } => (text, own),
        var other => throw other.Unexpected("the argument of Fn::Sub", "a string, or [string, {name: value}]", "correct it"),
    };

    public static Reference Target(string name, SourceLocation at) =>
        name.Split('.', 2) is [var id, var attribute] ? new(id, attribute, at) { IsInSub = true } : new(name, Attribute: null, at);

    private static string Variable(Evaluator evaluator, MapNode? own, string name, SourceLocation at)
    {
        var what = $"${{{name}}} in Fn::Sub";
        if (own?.Find(name) is { } value)
        {
            return evaluator.Text(value, what);
        }

        return (Ref.FindValue(evaluator, name, at) ?? evaluator.References(Target(name, at))).AsText(what);
    }

}
