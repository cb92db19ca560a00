using System.Text;

namespace Egress.Emulator.Template.Intrinsics;

internal static class Base64
{
    public static Node Evaluate(Evaluator evaluator, MapEntry call) =>
        new ScalarNode(call.At, Convert.ToBase64String(Encoding.UTF8.GetBytes(evaluator.Text(call.Value, "the argument of Fn::Base64"))));
}
