using System.Net;

namespace Egress.Emulator.Gateway.Upstream;

/// <summary>Which addresses lie on the internet. [IANA IPv4 and IPv6 Special-Purpose Address Registries, RFC 6890]</summary>
internal static class PublicAddress
{
    private static readonly IPNetwork[] NotPublic =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.168.0.0/16", "198.18.0.0/15",
            "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4", "::/128", "::1/128", "64:ff9b:1::/48", "100::/64", "2001:db8::/32", "fc00::/7", "fe80::/10", "ff00::/8",
        }.Select(network => IPNetwork.Parse(network)),
    ];

    // A translator on the way turns these into the IPv4 address that they end in, or begin with after two bytes. [RFC 4291, section 2.5.5; RFC 6052; RFC 3056]
    private static readonly (IPNetwork Network, int Offset)[] Translated = [(IPNetwork.Parse("::/96"), 12), (IPNetwork.Parse("64:ff9b::/96"), 12), (IPNetwork.Parse("2002::/16"), 2)];

    public static bool Is(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : Embedded(address) ?? address;
        return !NotPublic.Any(network => network.BaseAddress.AddressFamily == plain.AddressFamily && network.Contains(plain));
    }

    private static IPAddress? Embedded(IPAddress address)
    {
        var bytes = address.GetAddressBytes();
        foreach (var (network, offset) in Translated)
        {
            if (bytes.Length > 4 && network.Contains(address) && !address.Equals(IPAddress.IPv6Loopback) && !address.Equals(IPAddress.IPv6Any))
            {
                return new IPAddress(bytes.AsSpan(offset, 4));
            }
        }

        return null;
    }
}
