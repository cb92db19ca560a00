using System.Collections.Frozen;
using Egress.Emulator.Deployment.Network;
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
        VpcEndpoints = [.. StackEndpoints.Of(stack).DistinctBy(endpoint => endpoint.Id)],
        Functions = [.. stack.Targets.Functions.Functions],
        RotationSchedules = [.. stack.RotationSchedules],
        PhysicalIds = stack.Resources.ToDictionary(resource => resource.Key, resource => resource.Value.PhysicalId, StringComparer.Ordinal),
        Outputs = Outputs(stack),
        NotEmulated = stack.NotEmulated.ToDictionary(type => type.Key, IReadOnlyList<string> (type) => type.Value, StringComparer.Ordinal),
        Waiting = [.. waiting.Select(resource => resource.LogicalId)],
        EndpointServices = EndpointServices(stack).ToFrozenSet(StringComparer.Ordinal),
        Notes = [.. stack.Notes, .. StackEndpoints.Notes(stack)],
    };

    // A VPC that is brought has endpoints that no template of ours declares: the one that a caller cannot do without is taken to be there.
    private static HashSet<string> EndpointServices(StackState stack) =>
        stack.NotEmulated.ContainsKey("AWS::EC2::VPC") ? stack.EndpointServices : [.. stack.EndpointServices, "secretsmanager"];

    // An output that waits for a custom resource has no value before the second phase.
    private static Dictionary<string, string> Outputs(StackState stack) => stack.Template.Outputs
        .Where(output => stack.Template.ReferencesOf(output).All(reference => stack.Resources.ContainsKey(reference.LogicalId)))
        .ToDictionary(output => output.Name, output => stack.Template.Evaluate(output, stack.Resolve), StringComparer.Ordinal);
}
