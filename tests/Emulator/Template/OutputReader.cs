namespace Egress.Emulator.Template;

/// <summary>The section Outputs → the outputs of this stack.</summary>
internal static class OutputReader
{
    private static readonly string[] Known = ["Condition", "Description", "Export", "Value"];

    public static IReadOnlyList<TemplateOutput> Read(MapNode? section, TemplateScope scope) =>
        section is null ? [] : ReadAll(section, scope);

    private static List<TemplateOutput> ReadAll(MapNode section, TemplateScope scope)
    {
        var faults = new TemplateFaults();
        var outputs = Loops.Unroll(section, Evaluator.WithoutResources(scope)).Select(entry => faults.Try(() => Read(entry, scope))).OfType<TemplateOutput>().ToList();
        faults.ThrowIfAny();
        return outputs;
    }

    private static TemplateOutput? Read(UnrolledEntry entry, TemplateScope scope)
    {
        var what = $"the output {entry.Key}";
        if (!entry.Key.All(char.IsAsciiLetterOrDigit))
        {
            // AWS page "CloudFormation template Outputs syntax": "The logical ID must be alphanumeric".
            throw new TemplateException(entry.At, what, "a name of letters and digits", "rename it; in a loop, &{…} leaves other characters out");
        }

        var output = entry.Value.AsMap(what);
        output.RefuseOthersThan(Known, what);
        var value = output.Require("Value", what);
        return output.Find("Condition") is { } condition && !scope.Conditions.IsTrue(condition.AsText("the condition of an output"), condition.At)
            ? null
            : new TemplateOutput(entry.Key, value, entry.Variables);
    }
}
