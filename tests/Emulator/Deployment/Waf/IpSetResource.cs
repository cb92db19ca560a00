using System.Net;
using System.Net.Sockets;
using Egress.Emulator.Gateway.Policy;
using Egress.Emulator.Template;

namespace Egress.Emulator.Deployment.Waf;

/// <summary>AWS::WAFv2::IPSet.</summary>
internal static class IpSetResource
{
    public static DeployedResource Create(ResourceRequest request)
    {
        var properties = request.Properties;
        properties.RefuseOthersThan("Addresses", "Description", "IPAddressVersion", "Name", "Scope", "Tags");
        _ = properties.Require("IPAddressVersion");
        _ = properties.Require("Addresses");
        var family = properties.FindOneOf("IPAddressVersion", "IPV4", "IPV6") == "IPV4" ? AddressFamily.InterNetwork : AddressFamily.InterNetworkV6;
        var name = WafName.Of(request, "ipset");
        IPNetwork[] addresses = [.. properties.Items("Addresses").Select(address => Read(address, family))];
        if (name.IsRegional)
        {
            request.Stack.Waf.IpSets[name.Arn] = addresses;
        }

        return name.Deployed(request);
    }

    // AWS page "AWS::WAFv2::IPSet": CIDR notation, every range but /0.
    private static IPNetwork Read(Node address, AddressFamily family)
    {
        var text = address.AsText("an address");
        return text.Contains('/', StringComparison.Ordinal) && AddressRange.Parse(text) is { PrefixLength: > 0 } network && network.BaseAddress.AddressFamily == family
            ? network
            : throw address.Unexpected("an address of an IP set", "a range of the set's IPAddressVersion in CIDR notation, not /0", "write a single address with /32, or /128");
    }
}
