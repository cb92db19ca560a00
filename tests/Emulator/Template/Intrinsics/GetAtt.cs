namespace Egress.Emulator.Template.Intrinsics;

internal static class GetAtt
{
    public static Node Evaluate(Evaluator evaluator, MapEntry call) => evaluator.References(Target(evaluator, call));

    public static Reference Target(Evaluator evaluator, MapEntry call)
    {
        var argument = ShortForms.Argument(call.Key, call.Value);
        var parts = FunctionCall.Arguments(new MapEntry(call.Key, call.At, argument), 2, 2, "[logical id, attribute]");
        if (parts.Any(part => part is MapNode))
        {
            // The attribute may be a function without the transform, the logical id may not (AWS page "Fn::GetAtt").
            evaluator.Scope.RequireLanguageExtensions("a function inside Fn::GetAtt", call.At);
        }

        return new Reference(evaluator.Text(parts[0], "the logical id in Fn::GetAtt"), evaluator.Text(parts[1], "the attribute in Fn::GetAtt"), call.At);
    }
}
