namespace Egress.Emulator.Template;

/// <summary><c>Fn::ForEach::Name: [Variable, [values], {key: value}]</c> → the entries that it stands for.</summary>
internal static class Loops
{
    private const string Prefix = "Fn::ForEach::";

    // AWS page "Fn::ForEach": at most five loops inside each other.
    private const int DeepestNesting = 5;

    private const int MostEntries = 10_000;

    public static bool IsLoop(string key) => key.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>The first loop in a part of a template; null when there is none.</summary>
    public static MapEntry? FindIn(Node node) => node switch
    {
        MapNode map => map.Entries.Select(entry => IsLoop(entry.Key) ? entry : FindIn(entry.Value)).FirstOrDefault(found => found is not null),
        ListNode list => list.Items.Select(FindIn).FirstOrDefault(found => found is not null),
        _ => null,
    };

    public static IReadOnlyList<UnrolledEntry> Unroll(MapNode map, Evaluator evaluator)
    {
        var most = Math.Max(map.Entries.Count, MostEntries);
        var unrolled = Unroll(map, evaluator, depth: 0).Take(most + 1).ToList();
        if (unrolled.Count > most)
        {
            throw new TemplateException(map.At, $"more than {most} entries after Fn::ForEach", "fewer: CloudFormation has 500 resources in a stack", "shorten a list");
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        var twice = unrolled.Find(entry => !seen.Add(entry.Key));
        return twice is null ? unrolled : throw new TemplateException(
            twice.At,
            $"the key '{twice.Key}' more than once after Fn::ForEach",
            "another key from every round of a loop",
            "put the loop's variable into the key; values that differ only in punctuation give the same &{…}");
    }

    private static IEnumerable<UnrolledEntry> Unroll(MapNode map, Evaluator evaluator, int depth)
    {
        foreach (var entry in map.Entries)
        {
            if (!IsLoop(entry.Key))
            {
                yield return new UnrolledEntry(evaluator.Variables.InKey(entry.Key), entry.At, entry.Value, evaluator.Variables);
                continue;
            }

            foreach (var unrolled in UnrollLoop(entry, evaluator, depth + 1))
            {
                yield return unrolled;
            }
        }
    }

    private static IEnumerable<UnrolledEntry> UnrollLoop(MapEntry loop, Evaluator evaluator, int depth)
    {
        evaluator.Scope.RequireLanguageExtensions(loop.Key, loop.At);
        if (depth > DeepestNesting)
        {
            throw new TemplateException(loop.At, $"more than {DeepestNesting} loops inside each other", "fewer", "unroll one by hand");
        }

        if (IsTaken(loop.Key[Prefix.Length..], evaluator))
        {
            throw new TemplateException(loop.At, $"the loop {loop.Key}", "a name that no parameter and no resource has", "rename it");
        }

        var parts = loop.Value.AsList(loop.Key).Items;
        if (parts.Count != 3)
        {
            throw loop.Value.Unexpected(loop.Key, "[variable, list of values, {key: value}]", "write these three");
        }

        var variable = Variable(parts[0], evaluator);
        var body = parts[2].AsMap($"the body of {loop.Key}");
        return evaluator.List(parts[1], $"the values of {loop.Key}").SelectMany(
            value => Unroll(body, evaluator.With(evaluator.Variables.With(variable, value.AsText($"a value of {loop.Key}"))), depth));
    }

    // RFC 0009 of cfn-language-discussion, Fn::ForEach.
    private static bool IsTaken(string name, Evaluator evaluator) => evaluator.Scope.Parameters.ContainsKey(name) || evaluator.Scope.LogicalIds.Contains(name);

    private static string Variable(Node node, Evaluator evaluator)
    {
        var name = node.AsText("the variable of a loop");
        return IsTaken(name, evaluator) || evaluator.Variables.Find(name) is not null
            ? throw node.Unexpected("the variable of a loop", "a name that no parameter, no resource and no outer loop has", "rename it")
            : name;
    }
}
