namespace Egress.Emulator.Template.Intrinsics;

internal static class If
{
    public static Node? Evaluate(Evaluator evaluator, MapEntry call) => evaluator.Evaluate(Chosen(evaluator, call));

    /// <summary>The branch that counts, not evaluated: the other one may name resources that do not exist.</summary>
    public static Node Chosen(Evaluator evaluator, MapEntry call)
    {
        var arguments = FunctionCall.Arguments(call, 3, 3, "[condition, value if true, value if false]");
        var condition = evaluator.Text(arguments[0], "the condition of Fn::If");
        return evaluator.Scope.Conditions.IsTrue(condition, arguments[0].At) ? arguments[1] : arguments[2];
    }
}
