using System.Net;
using System.Net.Sockets;

namespace Egress.Client.Answers;

/// <summary>Whether the gateway's name leads out of the VPC: with private DNS on, an execute-api name has the endpoint's private addresses (API Gateway, Private REST APIs).</summary>
internal static class PublicAddress
{
    /// <summary>What RFC 6890 and its registry keep for private, shared, local and loopback use.</summary>
    private static readonly IPNetwork[] Inside =
    [
        .. new[] { "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.168.0.0/16", "::1/128", "fc00::/7", "fe80::/10" }.Select(network => IPNetwork.Parse(network)),
    ];

    /// <summary>Null if there is none, or the name does not resolve.</summary>
    public static async ValueTask<IPAddress?> FindAsync(string host, CancellationToken cancellationToken)
    {
        try
        {
            var addresses = IPAddress.TryParse(host, out var literal) ? [literal] : await Dns.GetHostAddressesAsync(host, cancellationToken).ConfigureAwait(false);
            return Array.Find(addresses, IsPublic);
        }
        catch (Exception failure) when (failure is SocketException or OperationCanceledException)
        {
            return null; // a name that does not resolve is another failure, and has been named
        }
    }

    public static bool IsPublic(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return !Array.Exists(Inside, network => network.Contains(plain));
    }
}
