namespace Egress.Emulator.Template;

/// <summary>
/// A template file and its parameters → the resources of a stack, as CloudFormation reads them:
/// 1. text → nodes, 2. sections and transforms, 3. parameters, 4. mappings, conditions, rules, 5. resources (loops, conditions, Globals), 6. their order, 7. outputs.
/// </summary>
internal static class TemplateLoader
{
    // AWS page "CloudFormation quotas": a template in S3 has at most 1 MB.
    private const int LargestTemplateBytes = 1_048_576;

    public static StackTemplate Load(string file, IReadOnlyDictionary<string, string> parameters, StackIdentity stack)
    {
        var start = new SourceLocation(file, 1);
        var found = new FileInfo(file);
        if (!found.Exists || found.Length > LargestTemplateBytes)
        {
            throw new TemplateException(
                start,
                found.Exists ? $"{found.Length} bytes" : "no such file",
                $"a template of at most {LargestTemplateBytes} bytes",
                "name one with --template");
        }

        return Parse(file, File.ReadAllText(file), parameters, stack);
    }

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
        foreach (var reference in template.Outputs.SelectMany(template.ReferencesOf))
        {
            graph.RequireKnown(reference);
        }

        return template;
    }
}
