using System.Globalization;

namespace Egress.Emulator.Template.Intrinsics;

internal static class Length
{
    public static Node Evaluate(Evaluator evaluator, MapEntry call)
    {
        evaluator.Scope.RequireLanguageExtensions(call.Key, call.At);
        var count = evaluator.List(call.Value, "the argument of Fn::Length").Count;
        return new ScalarNode(call.At, count.ToString(CultureInfo.InvariantCulture), ScalarKind.Number);
    }
}
