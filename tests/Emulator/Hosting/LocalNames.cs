using Egress.Emulator.Template;

namespace Egress.Emulator.Hosting;

/// <summary>The names by which AWS is reached resolve in AWS only: the addresses of this machine's listeners take their places.</summary>
internal sealed class LocalNames(StackIdentity stack, Uri controlPlane, IReadOnlyList<OpenEndpoint> endpoints, IReadOnlyList<string> apiIds)
{
    /// <summary>The value of a variable with this machine's addresses; the gateway's over HTTPS only where whoever reads it can be made to trust our authority.</summary>
    public string In(string value, bool isTrusted)
    {
        foreach (var endpoint in endpoints.Where(endpoint => endpoint.Https is not null))
        {
            foreach (var name in NamesOf(endpoint.Endpoint.Id))
            {
                value = Replaced(value, name, isTrusted ? endpoint.Https! : endpoint.Http);
            }
        }

        return ControlPlaneServer.Services.Aggregate(value, (replaced, service) => Replaced(replaced, $"{service}.{stack.Region}.{stack.UrlSuffix}", controlPlane));
    }

    private static string Replaced(string value, string name, Uri address) => value.Replace($"https://{name}", address.OriginalString, StringComparison.OrdinalIgnoreCase);

    // AWS page "How to invoke a private API": the endpoint-specific name, the private DNS name, and the endpoint's own.
    private IEnumerable<string> NamesOf(string endpointId) =>
    [
        .. apiIds.Select(api => $"{api}-{endpointId}.execute-api.{stack.Region}.{stack.UrlSuffix}"),
        .. apiIds.Select(api => $"{api}.execute-api.{stack.Region}.{stack.UrlSuffix}"),
        $"{endpointId}.execute-api.{stack.Region}.vpce.{stack.UrlSuffix}",
    ];
}
