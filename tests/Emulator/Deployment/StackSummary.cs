using System.Collections.Frozen;
using Egress.Emulator.Template;

namespace Egress.Emulator.Deployment;

/// <summary>The state of a deployment → what the rest of the emulator asks of it.</summary>
internal static class StackSummary
{
    public static DeployedStack Of(StackState stack, IEnumerable<TemplateResource> waiting) => new()
    {
        Identity = stack.Identity,
        RestApis = [.. stack.Targets.Apis.Apis],
        Stages = [.. stack.Stages],
        VpcEndpoints = [.. stack.VpcEndpoints.OrderBy(endpoint => endpoint.At.Line).Select(endpoint => endpoint.Endpoint)],
        Functions = [.. stack.Targets.Functions.Functions],
        RotationSchedules = [.. stack.RotationSchedules],
        PhysicalIds = stack.Resources.ToDictionary(resource => resource.Key, resource => resource.Value.PhysicalId, StringComparer.Ordinal),
        Outputs = Outputs(stack),
        NotEmulated = stack.NotEmulated.ToDictionary(type => type.Key, IReadOnlyList<string> (type) => type.Value, StringComparer.Ordinal),
        Waiting = [.. waiting.Select(resource => resource.LogicalId)],
        EndpointServices = stack.EndpointServices.ToFrozenSet(StringComparer.Ordinal),
        Notes = [.. stack.Notes],
    };

    // An output that waits for a custom resource has no value before the second phase.
    private static Dictionary<string, string> Outputs(StackState stack) => stack.Template.Outputs
        .Where(output => stack.Template.ReferencesOf(output).All(reference => stack.Resources.ContainsKey(reference.LogicalId)))
        .ToDictionary(output => output.Name, output => stack.Template.Evaluate(output, stack.Resolve), StringComparer.Ordinal);
}
