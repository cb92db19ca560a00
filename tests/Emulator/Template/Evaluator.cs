using System.Diagnostics;
using Egress.Emulator.Template.Intrinsics;

namespace Egress.Emulator.Template;

/// <summary>Computes expressions: a node without any function, loop or <c>AWS::NoValue</c> in it comes out.</summary>
internal sealed class Evaluator(TemplateScope scope, LoopVariables variables, ReferenceResolver references)
{
    public TemplateScope Scope => scope;
    public LoopVariables Variables => variables;
    public ReferenceResolver References => references;

    /// <summary>For parts of the template that are read before any resource exists.</summary>
    public static Evaluator WithoutResources(TemplateScope scope) => new(scope, LoopVariables.None, reference => throw new TemplateException(
        reference.At, reference.ToString(), "parameters, pseudo parameters and mappings only: resources do not exist yet when this is read", "correct the name"));

    public Evaluator With(LoopVariables inner) => new(scope, inner, references);

    /// <summary>The value of an expression; null for <c>AWS::NoValue</c>, which takes itself out of the list or map around it.</summary>
    public Node? Evaluate(Node node)
    {
        switch (node)
        {
            case ScalarNode scalar:
                variables.RefuseIn(scalar);
                return scalar;
            case ListNode list:
                return new ListNode(list.At, [.. list.Items.Select(Evaluate).OfType<Node>()]);
            case MapNode map when FunctionCall.Find(map) is { } call:
                return FunctionTable.Find(call)(this, call);
            case MapNode map:
                return new MapNode(map.At, [.. Loops.Unroll(map, this).Select(Evaluate).OfType<MapEntry>()]);
            default:
                throw new UnreachableException(node.Description);
        }
    }

    public Node Value(Node node, string what) =>
        Evaluate(node) ?? throw new TemplateException(node.At, $"{PseudoParameters.NoValue} as {what}", "a value", "give one in this case");

    public string Text(Node node, string what) => Value(node, what).AsText(what);

    public IReadOnlyList<Node> List(Node node, string what) => Value(node, what).AsList(what).Items;

    private MapEntry? Evaluate(UnrolledEntry entry) => With(entry.Variables).Evaluate(entry.Value) is { } value ? new MapEntry(entry.Key, entry.At, value) : null;
}
