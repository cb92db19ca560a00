using Egress.Emulator.Template.Intrinsics;

namespace Egress.Emulator.Template;

/// <summary>The functions that only Rules know (AWS page "Rule functions"). Those that look a resource up in the account are refused.</summary>
internal static class RuleFunctions
{
    public static bool? IsTrue(MapEntry call, Evaluator evaluator) => call.Key switch
    {
        "Fn::Contains" => Contains(Members(call, 0, evaluator), Members(call, 1, evaluator)),
        "Fn::EachMemberEquals" => Members(call, 0, evaluator).All(member => member == evaluator.Text(Pair(call)[1], "the value of Fn::EachMemberEquals")),
        "Fn::EachMemberIn" => Members(call, 0, evaluator).All(member => Contains(Members(call, 1, evaluator), [member])),
        "Fn::RefAll" or "Fn::ValueOf" or "Fn::ValueOfAll" => throw new TemplateException(
            call.At, call.Key, "rules about values only: the emulator has no account in which to look resources up", "put the rule behind a RuleCondition"),
        _ => null,
    };

    private static bool Contains(IReadOnlyList<string> list, IReadOnlyList<string> values) => values.All(list.Contains);

    private static IReadOnlyList<Node> Pair(MapEntry call) => FunctionCall.Arguments(call, 2, 2, "[list, list or value]");

    private static IReadOnlyList<string> Members(MapEntry call, int index, Evaluator evaluator) => evaluator.Value(Pair(call)[index], $"an argument of {call.Key}") switch
    {
        ListNode list => [.. list.Items.Select(item => item.AsText($"a member in {call.Key}"))],
        var single => [single.AsText($"an argument of {call.Key}")],
    };
}
