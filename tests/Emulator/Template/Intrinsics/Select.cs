using System.Globalization;

namespace Egress.Emulator.Template.Intrinsics;

internal static class Select
{
    public static Node Evaluate(Evaluator evaluator, MapEntry call)
    {
        var arguments = FunctionCall.Arguments(call, 2, 2, "[index, list of values]");
        var index = evaluator.Text(arguments[0], "the index of Fn::Select");
        var values = evaluator.List(arguments[1], "the list of Fn::Select");
        return int.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out var position) && position < values.Count
            ? values[position]
            : throw new TemplateException(
                call.At,
                $"the index {index} into {values.Count} values in Fn::Select",
                "an index from 0 to one less than the number of values",
                "correct it");
    }
}
