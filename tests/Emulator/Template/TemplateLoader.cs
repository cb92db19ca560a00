namespace Egress.Emulator.Template;

/// <summary>
/// A template file and its parameters → the resources of a stack, as CloudFormation reads them:
/// 1. text → nodes, 2. sections and transforms, 3. parameters, 4. mappings, conditions, rules, 5. resources (loops, conditions, Globals), 6. their order, 7. outputs.
/// </summary>
internal static class TemplateLoader
{
    // AWS page "CloudFormation quotas": a template in S3 has at most 1 MB.
    private const int LargestTemplateBytes = 1_048_576;

    public static StackTemplate Load(string file, IReadOnlyDictionary<string, string> parameters, StackIdentity stack) =>
        Parse(file, TemplateFile.Read(file, LargestTemplateBytes, "a template", "name one with --template"), parameters, stack);

    /// <summary>As <see cref="Load"/>, of a text; the file's name is for errors, and its folder for the paths in the template.</summary>
    public static StackTemplate Parse(string file, string text, IReadOnlyDictionary<string, string> parameters, StackIdentity stack)
    {
        // 1 and 2
        var sections = new TemplateSections(TemplateParser.Parse(file, text));

        // 3
        var plain = new TemplateScope
        {
            Stack = stack,
            Parameters = ParameterBinding.Bind(sections.Find("Parameters"), parameters, sections.At),
            Mappings = new Mappings(sections.Find("Mappings")),
            HasLanguageExtensions = sections.HasLanguageExtensions,
            LogicalIds = sections.Resources.Entries.Select(entry => entry.Key).ToHashSet(StringComparer.Ordinal),
        };

        // 4
        var scope = ConditionSet.AddTo(plain, sections.Find("Conditions"));
        RuleAssertions.Check(sections.Find("Rules"), Evaluator.WithoutResources(scope));

        // 5
        var resources = new ResourceReader(sections, scope).Read();

        // 6
        var evaluator = Evaluator.WithoutResources(scope);
        var graph = new ResourceGraph(resources, resource => ReferenceFinder.Find(resource.Properties, evaluator.With(resource.Variables)));

        // 7
        var template = new StackTemplate { File = file, Scope = scope, Graph = graph, Outputs = OutputReader.Read(sections.Find("Outputs"), scope) };
        var faults = new TemplateFaults();
        foreach (var reference in template.Outputs.SelectMany(output => faults.Try(template.ReferencesOf(output).ToList) ?? []))
        {
            faults.Try(() => graph.RequireKnown(reference));
        }

        faults.ThrowIfAny();

        return template;
    }
}
