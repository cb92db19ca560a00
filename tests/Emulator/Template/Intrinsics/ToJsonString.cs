namespace Egress.Emulator.Template.Intrinsics;

internal static class ToJsonString
{
    public static Node Evaluate(Evaluator evaluator, MapEntry call)
    {
        evaluator.Scope.RequireLanguageExtensions(call.Key, call.At);
        return evaluator.Value(call.Value, "the argument of Fn::ToJsonString") switch
        {
            ScalarNode scalar => throw scalar.Unexpected("the argument of Fn::ToJsonString", "a map or a list", "leave the function out"),
            var value => new ScalarNode(call.At, NodeJson.Write(value)),
        };
    }
}
