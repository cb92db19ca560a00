using System.Diagnostics;

namespace Egress.Emulator.Template.Intrinsics;

/// <summary>A loop variable, a pseudo parameter, a parameter or a resource, in this order.</summary>
internal static class Ref
{
    // What SAM lets a template refer to by the API's name is, of these three, a resource of its own: see ServerlessUsagePlan.
    private static readonly string[] MadeByPlan = [".ApiKey", ".UsagePlan", ".UsagePlanKey"];

    public static Node? Evaluate(Evaluator evaluator, MapEntry call)
    {
        var name = Name(evaluator, call);
        return name == PseudoParameters.NoValue ? null : FindValue(evaluator, name, call.At) ?? evaluator.References(new Reference(name, Attribute: null, call.At));
    }

    /// <summary>What needs no resource; null when the name must be a resource's.</summary>
    public static Node? FindValue(Evaluator evaluator, string name, SourceLocation at)
    {
        if (evaluator.Variables.Find(name) is { } variable)
        {
            return new ScalarNode(at, variable);
        }

        return PseudoParameters.IsName(name)
            ? PseudoParameters.Value(name, evaluator.Scope.Stack, at)
            : evaluator.Scope.Parameters.TryGetValue(name, out var value) ? AsWrittenAt(at, value) : null;
    }

    public static string Name(Evaluator evaluator, MapEntry call)
    {
        if (call.Value is MapNode)
        {
            evaluator.Scope.RequireLanguageExtensions("a function inside Ref", call.At);
        }

        var name = evaluator.Text(call.Value, "the name in Ref");
        return Array.Exists(MadeByPlan, name.EndsWith) ? name.Replace(".", "", StringComparison.Ordinal) : name;
    }

    // What is wrong with a value is told where it is used.
    private static Node AsWrittenAt(SourceLocation at, Node parameter) => parameter switch
    {
        ListNode list => new ListNode(at, [.. list.Items.Select(item => AsWrittenAt(at, item))]),
        ScalarNode scalar => new ScalarNode(at, scalar.Text, scalar.Kind) { IsSecret = scalar.IsSecret },
        _ => throw new UnreachableException(parameter.Description),
    };
}
