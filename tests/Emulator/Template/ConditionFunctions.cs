using Egress.Emulator.Template.Intrinsics;

namespace Egress.Emulator.Template;

/// <summary>The functions that are true or false: in Conditions, and with a few more in Rules.</summary>
internal static class ConditionFunctions
{
    private const string Expected = "Fn::And, Fn::Or, Fn::Not, Fn::Equals or Condition";

    public static bool IsFunction(string name) => name is "Fn::And" or "Fn::Or" or "Fn::Not" or "Fn::Equals" or "Condition";

    public static bool IsTrue(Node node, Evaluator evaluator)
    {
        if (node is not MapNode { Entries: [var call] })
        {
            throw node.Unexpected("a condition", Expected, "write one of them");
        }

        return call.Key switch
        {
            "Condition" => evaluator.Scope.Conditions.IsTrue(call.Value.AsText("the name of a condition"), call.Value.At),
            "Fn::And" => FunctionCall.Arguments(call, 2, 10, "two to ten conditions").Select(item => IsTrue(item, evaluator)).ToList().TrueForAll(isTrue => isTrue),
            "Fn::Or" => FunctionCall.Arguments(call, 2, 10, "two to ten conditions").Select(item => IsTrue(item, evaluator)).ToList().Contains(true),
            "Fn::Not" => !IsTrue(FunctionCall.Arguments(call, 1, 1, "[condition]")[0], evaluator),
            "Fn::Equals" => AreEqual(FunctionCall.Arguments(call, 2, 2, "[value, value]"), evaluator),
            _ => RuleFunctions.IsTrue(call, evaluator) ?? throw new TemplateException(call.At, call.Key, Expected, "write one of them"),
        };
    }

    // true and "true" are equal, as are 1 and "1": conditions compare texts.
    private static bool AreEqual(IReadOnlyList<Node> pair, Evaluator evaluator) =>
        (evaluator.Value(pair[0], "a side of Fn::Equals"), evaluator.Value(pair[1], "a side of Fn::Equals")) switch
        {
            (ScalarNode left, ScalarNode right) => left.Text == right.Text,
            var (left, right) => NodeJson.Write(left) == NodeJson.Write(right),
        };
}
