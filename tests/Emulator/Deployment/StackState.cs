using Egress.Emulator.Deployment.ApiGateway;
using Egress.Emulator.Deployment.Lambda;
using Egress.Emulator.Deployment.Network;
using Egress.Emulator.Deployment.Secrets;
using Egress.Emulator.Deployment.Waf;
using Egress.Emulator.Gateway;
using Egress.Emulator.Template;

namespace Egress.Emulator.Deployment;

/// <summary>What a deployment has made so far. Handlers add to it.</summary>
internal sealed class StackState(StackTemplate template, DeploymentTargets targets)
{
    public StackTemplate Template => template;
    public StackIdentity Identity => template.Scope.Stack;
    public DeploymentTargets Targets => targets;

    public Dictionary<string, DeployedResource> Resources { get; } = new(StringComparer.Ordinal);
    public ApiDrafts Apis { get; } = new();
    public List<ApiStage> Stages { get; } = [];
    public List<DeclaredEndpoint> VpcEndpoints { get; } = [];
    public HashSet<string> EndpointServices { get; } = new(StringComparer.Ordinal);
    public List<LambdaPermission> Permissions { get; } = [];
    public WafResources Waf { get; } = new();
    public List<RotationSchedule> RotationSchedules { get; } = [];

    /// <summary>Types of resources that exist in name only → their logical ids.</summary>
    public SortedDictionary<string, List<string>> NotEmulated { get; } = new(StringComparer.Ordinal);

    /// <summary>What a reader of the template would not expect of the emulator.</summary>
    public List<string> Notes { get; } = [];

    public Node Resolve(Reference reference)
    {
        if (!Resources.TryGetValue(reference.LogicalId, out var resource))
        {
            throw new TemplateException(reference.At, reference.ToString(), "a resource that is created before this one", "correct the name");
        }

        return Find(resource, reference) ?? throw Missing(resource, reference);
    }

    private static Node? Find(DeployedResource resource, Reference reference)
    {
        if (reference.Attribute is { } attribute)
        {
            return resource.Attributes.GetValueOrDefault(attribute) ?? (reference.IsInSub ? Generated(resource, attribute, reference.At) : null);
        }

        return reference.Name == reference.LogicalId
            ? new ScalarNode(reference.At, resource.PhysicalId)
            : Generated(resource, reference.Name[(reference.LogicalId.Length + 1)..], reference.At);
    }

    private static ScalarNode? Generated(DeployedResource resource, string name, SourceLocation at) =>
        resource.Generated.TryGetValue(name, out var value) ? new ScalarNode(at, value) : null;

    private static TemplateException Missing(DeployedResource resource, Reference reference)
    {
        var names = reference.Attribute is null ? resource.Generated.Keys : resource.Attributes.Keys;
        return new TemplateException(
            reference.At, reference.ToString(), names.Any() ? $"one of {string.Join(", ", names)}" : "no attribute: this resource has none here", "correct the name");
    }
}
