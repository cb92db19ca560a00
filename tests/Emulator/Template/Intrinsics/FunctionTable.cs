using System.Collections.Frozen;

namespace Egress.Emulator.Template.Intrinsics;

/// <summary>Which code computes which function.</summary>
internal static class FunctionTable
{
    private static readonly FrozenDictionary<string, Func<Evaluator, MapEntry, Node?>> Functions = new Dictionary<string, Func<Evaluator, MapEntry, Node?>>
    {
        ["Ref"] = Ref.Evaluate,
        ["Fn::Base64"] = Base64.Evaluate,
        ["Fn::Cidr"] = Cidr.Evaluate,
        ["Fn::FindInMap"] = FindInMap.Evaluate,
        ["Fn::GetAtt"] = GetAtt.Evaluate,
        ["Fn::GetAZs"] = GetAZs.Evaluate,
        ["Fn::If"] = If.Evaluate,
        ["Fn::Join"] = Join.Evaluate,
        ["Fn::Length"] = Length.Evaluate,
        ["Fn::Select"] = Select.Evaluate,
        ["Fn::Split"] = Split.Evaluate,
        ["Fn::Sub"] = Sub.Evaluate,
        ["Fn::ToJsonString"] = ToJsonString.Evaluate,
        ["Fn::ImportValue"] = (_, call) => throw Refused(
            call,
            "values of this stack only: the emulator has no other stacks",
            "make it a parameter with a default, and pass the value"),
        ["Fn::Transform"] = Include.Evaluate,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static Func<Evaluator, MapEntry, Node?> Find(MapEntry call) => Functions.GetValueOrDefault(call.Key) ?? throw Unknown(call);

    private static TemplateException Unknown(MapEntry call) => ConditionFunctions.IsFunction(call.Key)
        ? Refused(call, "it in Conditions and Rules only", "name a condition there, and use Fn::If here")
        : Refused(call, $"one of {string.Join(", ", Functions.Keys.Order(StringComparer.Ordinal))}", "correct it");

    private static TemplateException Refused(MapEntry call, string expected, string advice) => new(call.At, call.Key, expected, advice);
}
