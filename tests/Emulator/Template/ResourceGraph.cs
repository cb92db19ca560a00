namespace Egress.Emulator.Template;

/// <summary>Which resource needs which: by reference and by DependsOn.</summary>
internal sealed class ResourceGraph
{
    private readonly IReadOnlyList<TemplateResource> _resources;
    private readonly Dictionary<string, HashSet<string>> _needs;

    public ResourceGraph(IReadOnlyList<TemplateResource> resources, Func<TemplateResource, IEnumerable<Reference>> references)
    {
        _resources = resources;
        var names = resources.Select(resource => resource.LogicalId).ToHashSet(StringComparer.Ordinal);
        _needs = resources.ToDictionary(resource => resource.LogicalId, resource => Needs(resource, references(resource), names), StringComparer.Ordinal);
    }

    /// <summary>Does the first need the second, directly or through others?</summary>
    public bool Needs(string logicalId, string other) => _needs[logicalId].Contains(other) || _needs[logicalId].Any(need => Needs(need, other));

    /// <summary>
    /// Every resource after those that it needs; otherwise the template's order, with a Deployment as late as it can be: CloudFormation works in parallel,
    /// so that the methods which a Deployment should have named are most often there in time.
    /// </summary>
    public IReadOnlyList<TemplateResource> InOrder()
    {
        var ordered = new List<TemplateResource>();
        var done = new HashSet<string>(StringComparer.Ordinal);
        var waiting = _resources.OrderBy(resource => resource.Type == "AWS::ApiGateway::Deployment").ToList();
        while (waiting.Count > 0)
        {
            var next = waiting.Find(resource => done.IsSupersetOf(_needs[resource.LogicalId])) ?? throw Cycle(waiting);
            waiting.Remove(next);
            done.Add(next.LogicalId);
            ordered.Add(next);
        }

        return ordered;
    }

    private static HashSet<string> Needs(TemplateResource resource, IEnumerable<Reference> references, HashSet<string> names)
    {
        var needs = new HashSet<string>(StringComparer.Ordinal);
        foreach (var reference in references)
        {
            needs.Add(names.Contains(reference.LogicalId) ? reference.LogicalId : throw Unknown(reference.ToString(), reference.At));
        }

        foreach (var dependency in resource.DependsOn)
        {
            needs.Add(names.Contains(dependency.Text) ? dependency.Text : throw Unknown($"DependsOn {dependency.Text}", dependency.At));
        }

        return needs;
    }

    private static TemplateException Unknown(string found, SourceLocation at) =>
        new(at, found, "a parameter, or a resource whose condition holds", "correct the name, or guard it with Fn::If");

    private TemplateException Cycle(List<TemplateResource> waiting)
    {
        var path = new List<string> { waiting[0].LogicalId };
        var left = waiting.Select(resource => resource.LogicalId).ToHashSet(StringComparer.Ordinal);
        while (path.IndexOf(path[^1]) == path.Count - 1)
        {
            path.Add(_needs[path[^1]].First(left.Contains));
        }

        var cycle = path[path.IndexOf(path[^1])..];
        var first = waiting.Find(resource => resource.LogicalId == cycle[0])!;
        return new TemplateException(first.At, $"a cycle of dependencies: {string.Join(" → ", cycle)}", "none", "take one reference or DependsOn out");
    }
}
