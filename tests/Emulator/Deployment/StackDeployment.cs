using Egress.Emulator.ControlPlane;
using Egress.Emulator.Deployment.CustomResources;
using Egress.Emulator.Template;

namespace Egress.Emulator.Deployment;

/// <summary>
/// A template → running state, resource by resource in the order of their dependencies, as CloudFormation does it. <see cref="ResourceHandlers"/> says what creates which type.
/// 1. <see cref="Deploy"/>: everything that does not wait for a custom resource; the servers can start now.
/// 2. <see cref="DeliverCustomResourcesAsync"/>: custom resources, which are functions to be called, and what waits for them.
/// </summary>
internal sealed class StackDeployment(StackTemplate template, DeploymentTargets targets)
{
    private readonly StackState _stack = new(template, targets);
    private readonly List<TemplateResource> _waiting = [];

    public DeployedStack Deploy()
    {
        foreach (var resource in template.Resources)
        {
            if (resource.IsCustom || _waiting.Exists(other => template.Graph.Needs(resource.LogicalId, other.LogicalId)))
            {
                _waiting.Add(resource);
                continue;
            }

            Create(resource);
        }

        _stack.Apis.PublishTo(targets.Apis);
        return StackSummary.Of(_stack);
    }

    public async Task<DeployedStack> DeliverCustomResourcesAsync(CustomResourceChannel channel, Uri controlPlane, CancellationToken cancellationToken)
    {
        foreach (var resource in _waiting)
        {
            if (resource.IsCustom)
            {
                var request = Request(resource);
                _stack.Resources[resource.LogicalId] = await CustomResource.CreateAsync(request, channel, controlPlane, cancellationToken);
            }
            else
            {
                Create(resource);
            }
        }

        _waiting.Clear();
        _stack.Apis.PublishTo(targets.Apis);
        return StackSummary.Of(_stack);
    }

    private void Create(TemplateResource resource)
    {
        try
        {
            var handler = ResourceHandlers.Find(resource);
            _stack.Resources[resource.LogicalId] = handler(Request(resource));
        }
        catch (ControlPlaneException refusal)
        {
            throw new TemplateException(
                resource.At,
                $"a refusal of {resource.Type} {resource.LogicalId} ({refusal.ErrorType}: {refusal.Message})",
                "a resource that AWS accepts",
                "correct its properties");
        }
    }

    private ResourceRequest Request(TemplateResource resource)
    {
        var evaluated = template.Evaluate(resource, _stack.Resolve);
        return new ResourceRequest(_stack, resource, new DynamicReferences(targets.Secrets).Resolve(evaluated));
    }
}
