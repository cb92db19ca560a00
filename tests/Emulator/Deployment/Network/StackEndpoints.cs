using System.Text.RegularExpressions;
using Egress.Emulator.Gateway;

namespace Egress.Emulator.Deployment.Network;

/// <summary>
/// The execute-api endpoints of a stack: those that the template makes, then those that its private APIs name: somebody brought them. Where a private API has neither, those that its
/// policy names; where that names none either, one that the emulator brings, or nobody could call it.
/// </summary>
internal static partial class StackEndpoints
{
    public static IReadOnlyList<VpcEndpoint> Of(StackState stack) => Named(stack) is { Count: > 0 } named ? named : [.. Brought(stack).Select(id => new VpcEndpoint { Id = id })];

    public static IEnumerable<string> Notes(StackState stack)
    {
        if (Named(stack).Count == 0 && Brought(stack) is { Count: > 0 } brought)
        {
            yield return $"The template has no VPC endpoint: {string.Join(", ", brought)} stands before its private API. Another id: --vpc-endpoint ID=PORT";
        }

        foreach (var api in stack.Targets.Apis.Apis.Where(api => api.EndpointType != "PRIVATE"))
        {
            yield return $"{api.Name} is {api.EndpointType}: nobody can call it here, as the emulator has VPC endpoints only, which reach private APIs";
        }
    }

    private static List<VpcEndpoint> Named(StackState stack) =>
    [
        .. stack.VpcEndpoints.OrderBy(endpoint => endpoint.At.Line).Select(endpoint => endpoint.Endpoint),
        .. stack.Targets.Apis.Apis.SelectMany(api => api.VpcEndpointIds).Select(id => new VpcEndpoint { Id = id }),
    ];

    private static List<string> Brought(StackState stack)
    {
        var apis = stack.Targets.HasAddedEndpoints ? [] : stack.Targets.Apis.Apis.Where(api => api.EndpointType == "PRIVATE").ToList();
        var named = apis.SelectMany(api => EndpointId().Matches(api.Policy ?? "").Select(match => match.Groups[1].Value)).Distinct().ToList();
        return apis.Count == 0 || named.Count > 0 ? named : [$"vpce-{PhysicalIds.Hex(17, stack.Identity.StackName, "Endpoint")}"];
    }

    [GeneratedRegex(@"""(vpce-[A-Za-z0-9-]+)""", RegexOptions.CultureInvariant)]
    private static partial Regex EndpointId();
}
