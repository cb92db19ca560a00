namespace Egress.Emulator.Template;

/// <summary>A template with its parameters bound: what a deployment creates, in order, and what tests of a template look at.</summary>
internal sealed class StackTemplate
{
    public required string File { get; init; }
    public required TemplateScope Scope { get; init; }

    public required ResourceGraph Graph { get; init; }

    /// <summary>In the order of creation.</summary>
    public IReadOnlyList<TemplateResource> Resources => Graph.InOrder;

    public required IReadOnlyList<TemplateOutput> Outputs { get; init; }

    public TemplateResource? Find(string logicalId) => Resources.FirstOrDefault(resource => resource.LogicalId == logicalId);

    public MapNode Evaluate(TemplateResource resource, ReferenceResolver references) =>
        Evaluator(resource.Variables, references).Value(resource.Properties, $"the properties of {resource.LogicalId}").AsMap($"the properties of {resource.LogicalId}");

    public string Evaluate(TemplateOutput output, ReferenceResolver references) => Evaluator(output.Variables, references).Text(output.Value, $"the output {output.Name}");

    public IEnumerable<Reference> ReferencesOf(TemplateOutput output) => ReferenceFinder.Find(output.Value, Template.Evaluator.WithoutResources(Scope).With(output.Variables));

    private Evaluator Evaluator(LoopVariables variables, ReferenceResolver references) => new(Scope, variables, references);
}
