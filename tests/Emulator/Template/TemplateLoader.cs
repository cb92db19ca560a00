namespace Egress.Emulator.Template;

/// <summary>
/// A template file and its parameters → the resources of a stack, as CloudFormation reads them:
/// 1. text → nodes, 2. sections and transforms, 3. parameters, 4. mappings, conditions, rules, 5. resources and outputs (loops, conditions, Globals),
/// 6. what they refer to, and the order that follows from it. Steps 5 and 6 each tell all that they find wrong at once; the next ones would find what follows from that.
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
        var faults = new TemplateFaults();
        var resources = faults.Try(() => new ResourceReader(sections, scope).Read());
        var outputs = faults.Try(() => OutputReader.Read(sections.Find("Outputs"), scope));
        faults.ThrowIfAny();

        // 6
        var evaluator = Evaluator.WithoutResources(scope);
        var graph = new ResourceGraph(resources!, outputs!, (node, variables) => ReferenceFinder.Find(node, evaluator.With(variables)));

        return new StackTemplate { File = file, Scope = scope, Graph = graph, Outputs = outputs! };
    }
}
