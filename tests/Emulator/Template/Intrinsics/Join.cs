namespace Egress.Emulator.Template.Intrinsics;

internal static class Join
{
    public static Node Evaluate(Evaluator evaluator, MapEntry call)
    {
        var arguments = FunctionCall.Arguments(call, 2, 2, "[delimiter, list of values]");
        var values = evaluator.List(arguments[1], "the values of Fn::Join").Select(value => value.AsText("a value of Fn::Join"));
        return new ScalarNode(call.At, string.Join(evaluator.Text(arguments[0], "the delimiter of Fn::Join"), values));
    }
}
