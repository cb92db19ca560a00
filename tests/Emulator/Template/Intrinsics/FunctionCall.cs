namespace Egress.Emulator.Template.Intrinsics;

/// <summary>Tells a function call, a map whose only key is <c>Ref</c> or <c>Fn::…</c>, from a map that is data.</summary>
internal static class FunctionCall
{
    public static MapEntry? Find(MapNode map)
    {
        var call = map.Entries.FirstOrDefault(entry => IsFunction(entry.Key) || (entry.Key == "Ref" && map.Entries.Count == 1));
        return call is null || map.Entries.Count == 1 ? call : throw new TemplateException(
            call.At,
            $"{call.Key} among other keys",
            "a function as the only key of its map",
            "move the other keys, or the function, elsewhere");
    }

    /// <summary>The arguments of a call, not evaluated.</summary>
    public static IReadOnlyList<Node> Arguments(MapEntry call, int least, int most, string shape) =>
        call.Value is ListNode { Items: var items } && items.Count >= least && items.Count <= most
            ? items
            : throw new TemplateException(call.At, $"{call.Value.Description} as the argument of {call.Key}", shape, "correct the arguments");

    private static bool IsFunction(string key) => key.StartsWith("Fn::", StringComparison.Ordinal) && !Loops.IsLoop(key);
}
