using System.Net;

namespace Egress.Emulator.Gateway.Waf;

/// <summary>The caller's address is in the set; on a private API it is the private one.</summary>
internal sealed record IpSetStatement(IReadOnlyList<IPNetwork> Addresses) : IWafStatement
{
    public bool Matches(WafRequest request) => IPAddress.TryParse(request.SourceIp, out var address) && Addresses.Any(network => network.Contains(address));
}
