namespace Egress.Emulator.Template;

/// <summary>The section Outputs → the outputs of this stack.</summary>
internal static class OutputReader
{
    private static readonly string[] Known = ["Condition", "Description", "Export", "Value"];

    public static IReadOnlyList<TemplateOutput> Read(MapNode? section, TemplateScope scope) =>
        section is null ? [] : [.. Loops.Unroll(section, Evaluator.WithoutResources(scope)).Select(entry => Read(entry, scope)).OfType<TemplateOutput>()];

    private static TemplateOutput? Read(UnrolledEntry entry, TemplateScope scope)
    {
        var what = $"the output {entry.Key}";
        var output = entry.Value.AsMap(what);
        output.RefuseOthersThan(Known, what);
        var value = output.Require("Value", what);
        return output.Find("Condition") is { } condition && !scope.Conditions.IsTrue(condition.AsText("the condition of an output"), condition.At)
            ? null
            : new TemplateOutput(entry.Key, value, entry.Variables);
    }
}
