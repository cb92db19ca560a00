using System.Diagnostics;

namespace Egress.Emulator.Template;

/// <summary>The section Conditions. Each is computed when first asked for, because they may use each other in any order.</summary>
internal sealed class ConditionSet
{
    public static readonly ConditionSet Empty = new([], entry => throw new UnreachableException(entry.Key));

    // Longer than any, and shallow enough for the stack of a thread.
    private const int LongestChain = 100;

    private readonly Dictionary<string, UnrolledEntry> _declarations;
    private readonly Dictionary<string, bool> _known = new(StringComparer.Ordinal);
    private readonly HashSet<string> _pending = new(StringComparer.Ordinal);
    private readonly Func<UnrolledEntry, bool> _compute;

    public ConditionSet(IEnumerable<UnrolledEntry> declarations, Func<UnrolledEntry, bool> compute)
    {
        _declarations = declarations.ToDictionary(entry => entry.Key, StringComparer.Ordinal);
        _compute = compute;
    }

    public IEnumerable<string> Names => _declarations.Keys;

    public static TemplateScope AddTo(TemplateScope scope, MapNode? section)
    {
        if (section is null)
        {
            return scope;
        }

        var evaluator = Evaluator.WithoutResources(scope);
        TemplateScope? complete = null;
        var conditions = new ConditionSet(
            Loops.Unroll(section, evaluator),
            entry => ConditionFunctions.IsTrue(entry.Value, Evaluator.WithoutResources(complete!).With(entry.Variables)));
        complete = scope with { Conditions = conditions };
        foreach (var declaration in conditions._declarations.Values)
        {
            conditions.IsTrue(declaration.Key, declaration.At);
        }

        return complete;
    }

    public bool IsTrue(string name, SourceLocation at)
    {
        if (_known.TryGetValue(name, out var known))
        {
            return known;
        }

        if (!_declarations.TryGetValue(name, out var declaration))
        {
            throw new TemplateException(
                at,
                $"the condition {name}",
                _declarations.Count == 0 ? "none, as no condition is declared" : $"one of {string.Join(", ", Names)}",
                "declare it or correct its name");
        }

        if (!_pending.Add(name) || _pending.Count > LongestChain)
        {
            throw new TemplateException(
                declaration.At,
                $"the condition {name} inside itself, or at the end of more than {LongestChain} others",
                "conditions without a cycle",
                "break it");
        }

        var value = _compute(declaration);
        _pending.Remove(name);
        return _known[name] = value;
    }
}
