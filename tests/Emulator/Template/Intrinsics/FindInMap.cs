namespace Egress.Emulator.Template.Intrinsics;

internal static class FindInMap
{
    public static Node? Evaluate(Evaluator evaluator, MapEntry call)
    {
        var arguments = FunctionCall.Arguments(call, 3, 4, "[mapping, first key, second key], and {DefaultValue: …} if wanted");
        var name = evaluator.Text(arguments[0], "the mapping of Fn::FindInMap");
        var firstKey = evaluator.Text(arguments[1], "the first key of Fn::FindInMap");
        var secondKey = evaluator.Text(arguments[2], "the second key of Fn::FindInMap");
        if (!evaluator.Scope.Mappings.TryGet(name, out var rows))
        {
            throw Missing(call, $"the mapping {name}", evaluator.Scope.Mappings.Names);
        }

        if (arguments.Count == 4)
        {
            return (rows.Find(firstKey) as MapNode)?.Find(secondKey) ?? Default(evaluator, call, arguments[3]);
        }

        var row = rows.Find(firstKey) as MapNode ?? throw Missing(call, $"the row {firstKey} of the mapping {name}", rows.Entries.Select(entry => entry.Key));
        return row.Find(secondKey) ?? throw Missing(call, $"{secondKey} in the row {firstKey} of the mapping {name}", row.Entries.Select(entry => entry.Key));
    }

    private static Node? Default(Evaluator evaluator, MapEntry call, Node argument)
    {
        evaluator.Scope.RequireLanguageExtensions("DefaultValue in Fn::FindInMap", call.At);
        return argument is MapNode { Entries: [{ Key: "DefaultValue" } value] } ? evaluator.Evaluate(value.Value) : throw argument.Unexpected(
            "the default of Fn::FindInMap",
            "{DefaultValue: …}",
            "write it so");
    }

    private static TemplateException Missing(MapEntry call, string found, IEnumerable<string> names) =>
        new(call.At, $"Fn::FindInMap of {found}", $"one of {string.Join(", ", names)}", "add the missing key or correct it");
}
