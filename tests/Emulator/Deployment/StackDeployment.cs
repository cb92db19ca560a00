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
        var faults = new TemplateFaults();
        var failed = new List<TemplateResource>();
        foreach (var resource in template.Resources)
        {
            if (NeedsOneOf(failed, resource))
            {
                failed.Add(resource); // for what it needs: nothing can be said of it
            }
            else if (resource.IsCustom || NeedsOneOf(_waiting, resource))
            {
                _waiting.Add(resource);
            }
            else if (!faults.Try(() => Create(resource)))
            {
                failed.Add(resource);
            }
        }

        faults.ThrowIfAny();
        _stack.Apis.PublishTo(targets.Apis);
        return StackSummary.Of(_stack, _waiting);
    }

    public async Task<DeployedStack> DeliverCustomResourcesAsync(CustomResourceChannel channel, Uri controlPlane, CancellationToken cancellationToken)
    {
        while (_waiting.Count > 0)
        {
            var ready = _waiting.FindAll(resource => !NeedsOneOf(_waiting, resource));
            _waiting.RemoveAll(ready.Contains);
            foreach (var resource in ready.Where(resource => !resource.IsCustom))
            {
                Create(resource);
            }

            var custom = ready.FindAll(resource => resource.IsCustom);
            StartFunctionsOf(custom);
            await CreateTogetherAsync(custom, channel, controlPlane, cancellationToken);
        }

        _stack.Apis.PublishTo(targets.Apis);
        return StackSummary.Of(_stack, _waiting);
    }

    // Those that are called and those that these name, directly or through others, start side by side: one after the other they would take longer than all the rest.
    private void StartFunctionsOf(List<TemplateResource> custom)
    {
        foreach (var function in targets.Functions.Functions.Where(function => custom.Exists(resource => template.Graph.Needs(resource.LogicalId, function.LogicalId))))
        {
            targets.Functions.Preinitialise(function);
        }
    }

    // As CloudFormation does: what does not wait for each other runs at the same time, and the first failure ends all.
    private async Task CreateTogetherAsync(List<TemplateResource> resources, CustomResourceChannel channel, Uri controlPlane, CancellationToken cancellationToken)
    {
        using var failure = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var creations = resources.ConvertAll(async resource => (resource.LogicalId, Deployed: await CustomResource.CreateAsync(Request(resource), channel, controlPlane, failure.Token)));
        try
        {
            await foreach (var creation in Task.WhenEach(creations))
            {
                var (logicalId, deployed) = await creation;
                _stack.Resources[logicalId] = deployed;
            }
        }
        finally
        {
            await failure.CancelAsync();
            await ((Task)Task.WhenAll(creations)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private bool NeedsOneOf(List<TemplateResource> others, TemplateResource resource) => others.Exists(other => template.Graph.Needs(resource.LogicalId, other.LogicalId));

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
        return new ResourceRequest(_stack, resource, ResourceHandlers.IsPassive(resource) ? evaluated : new DynamicReferences(targets.Secrets).Resolve(evaluated));
    }
}
