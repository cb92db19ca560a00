using System.Collections.Frozen;

namespace Egress.Caller;

/// <summary>Headers that belong to one connection (RFC 9110, 7.6.1), and those that another part of the message says already.</summary>
internal static class HopByHop
{
    private static readonly FrozenSet<string> Names = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        ["Connection", "Keep-Alive", "Proxy-Authenticate", "Proxy-Authorization", "Proxy-Connection", "TE", "Trailer", "Transfer-Encoding", "Upgrade", "Content-Length", "Host", "Expect"]);

    public static bool Contains(string name) => Names.Contains(name);
}
