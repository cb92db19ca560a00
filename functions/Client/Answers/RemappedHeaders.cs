using System.Net.Http.Headers;

namespace Egress.Client.Answers;

/// <summary>
/// Gives the upstream's headers back their own names. The gateway renames some to <c>x-amzn-Remapped-&lt;Name&gt;</c> and writes its own (API Gateway, important notes).
/// Only names of this list: an upstream can send <c>x-amzn-Remapped-</c> headers itself. What belongs to the connection with the gateway stays the gateway's.
/// </summary>
internal static class RemappedHeaders
{
    public const string GatewayRequestId = "x-amzn-RequestId";
    private const string KeptGatewayRequestId = "x-egress-gateway-request-id";

    private static readonly (string Remapped, string Name)[] Names =
        [.. new[] { "Date", "Server", "WWW-Authenticate", "Content-MD5", "User-Agent", "Max-Forwards", GatewayRequestId }.Select(name => ($"x-amzn-Remapped-{name}", name))];

    public static void Restore(HttpResponseMessage response)
    {
        response.Headers.Remove(KeptGatewayRequestId); // ours alone: an upstream's would be taken for the gateway's
        foreach (var (remapped, name) in Names)
        {
            if (response.Headers.NonValidated.TryGetValues(remapped, out var values))
            {
                Restore(response, remapped, name, values);
            }
        }
    }

    /// <summary>Two values cannot both be the gateway's: left as they are. WWW-Authenticate alone may have several.</summary>
    private static void Restore(HttpResponseMessage response, string remapped, string name, HeaderStringValues values)
    {
        if (values.Count > 1 && name != "WWW-Authenticate")
        {
            return;
        }

        if (name == GatewayRequestId && response.Headers.NonValidated.TryGetValues(name, out var gatewayId))
        {
            response.Headers.TryAddWithoutValidation(KeptGatewayRequestId, gatewayId.ToString());
        }

        HttpHeaders target = name == "Content-MD5" ? response.Content.Headers : response.Headers;
        target.Remove(name);
        target.TryAddWithoutValidation(name, values);
        response.Headers.Remove(remapped);
    }
}
