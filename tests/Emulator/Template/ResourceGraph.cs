namespace Egress.Emulator.Template;

/// <summary>Which resource needs which, by reference and by DependsOn, and the order of creation that follows from it.</summary>
internal sealed class ResourceGraph
{
    private readonly HashSet<string> _names;
    private readonly Dictionary<string, HashSet<string>> _needs;
    private readonly Dictionary<string, HashSet<string>> _needsInAll = new(StringComparer.Ordinal);

    /// <summary>Outputs need resources too, though nothing waits for them.</summary>
    public ResourceGraph(IReadOnlyList<TemplateResource> resources, IReadOnlyList<TemplateOutput> outputs, Func<Node, LoopVariables, IEnumerable<Reference>> references)
    {
        _names = resources.Select(resource => resource.LogicalId).ToHashSet(StringComparer.Ordinal);
        var faults = new TemplateFaults();
        _needs = resources.ToDictionary(
            resource => resource.LogicalId,
            resource => NeedsOf(references(resource.Properties, resource.Variables), resource.DependsOn, faults),
            StringComparer.Ordinal);
        foreach (var output in outputs)
        {
            NeedsOf(references(output.Value, output.Variables), [], faults);
        }

        faults.ThrowIfAny();
        InOrder = Order(resources);
    }

    /// <summary>
    /// Every resource after those that it needs; otherwise the template's order, with a Deployment as late as it can be: CloudFormation works in parallel,
    /// so that the methods which a Deployment should have named are most often there in time.
    /// </summary>
    public IReadOnlyList<TemplateResource> InOrder { get; }

    /// <summary>Does the first need the second, directly or through others?</summary>
    public bool Needs(string logicalId, string other) => _needsInAll[logicalId].Contains(other);

    private List<TemplateResource> Order(IReadOnlyList<TemplateResource> resources)
    {
        var ordered = new List<TemplateResource>();
        var waiting = resources.OrderBy(resource => resource.Type == "AWS::ApiGateway::Deployment").ToList();
        while (waiting.Count > 0)
        {
            var next = waiting.Find(resource => _needs[resource.LogicalId].All(_needsInAll.ContainsKey)) ?? throw Cycle(waiting);
            waiting.Remove(next);
            ordered.Add(next);
            var needs = _needs[next.LogicalId];
            _needsInAll[next.LogicalId] = [.. needs, .. needs.SelectMany(need => _needsInAll[need])];
        }

        return ordered;
    }

    private HashSet<string> NeedsOf(IEnumerable<Reference> references, IReadOnlyList<ScalarNode> dependencies, TemplateFaults faults)
    {
        var found = faults.Try(references.ToList) ?? [];
        found.ForEach(reference => faults.Try(() => RequireKnown(reference.LogicalId, reference.ToString(), reference.At)));
        foreach (var dependency in dependencies)
        {
            faults.Try(() => RequireKnown(dependency.Text, $"DependsOn {dependency.Text}", dependency.At));
        }

        return [.. found.Select(reference => reference.LogicalId), .. dependencies.Select(dependency => dependency.Text)];
    }

    private void RequireKnown(string logicalId, string found, SourceLocation at)
    {
        if (!_names.Contains(logicalId))
        {
            throw Unknown(found, at);
        }
    }

    private TemplateException Cycle(List<TemplateResource> waiting)
    {
        var left = waiting.Select(resource => resource.LogicalId).ToHashSet(StringComparer.Ordinal);
        var path = new List<string> { waiting[0].LogicalId };
        while (path.IndexOf(path[^1]) == path.Count - 1)
        {
            path.Add(_needs[path[^1]].First(left.Contains));
        }

        var cycle = path[path.IndexOf(path[^1])..];
        var first = waiting.Find(resource => resource.LogicalId == cycle[0])!;
        return new TemplateException(first.At, $"a cycle of dependencies: {string.Join(" → ", cycle)}", "none", "take one reference or DependsOn out");
    }

    private static TemplateException Unknown(string found, SourceLocation at) => found.Contains("ServerlessRestApi", StringComparison.Ordinal)
        ? new(
            at,
            $"{found}, the API that SAM makes of functions' Api events",
            "an API that the template declares: the emulator has no function behind a REST API",
            "guard it and the events with a condition that is false here")
        : new(at, found, "a parameter, or a resource whose condition holds", "correct the name, or guard it with Fn::If");
}
