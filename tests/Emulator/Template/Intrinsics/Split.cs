namespace Egress.Emulator.Template.Intrinsics;

internal static class Split
{
    public static Node Evaluate(Evaluator evaluator, MapEntry call)
    {
        var arguments = FunctionCall.Arguments(call, 2, 2, "[delimiter, string]");
        var delimiter = evaluator.Text(arguments[0], "the delimiter of Fn::Split");
        if (delimiter.Length == 0)
        {
            throw new TemplateException(call.At, "an empty delimiter in Fn::Split", "at least one character", "write one");
        }

        var parts = evaluator.Text(arguments[1], "the string of Fn::Split").Split(delimiter);
        return new ListNode(call.At, [.. parts.Select(part => new ScalarNode(call.At, part))]);
    }
}
