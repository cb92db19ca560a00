using System.Net;
using System.Net.Sockets;

namespace Egress.Benchmarks.Emulating;

/// <summary>A port of the loopback address that nobody listens on, for programs that cannot choose one themselves.</summary>
internal static class FreePort
{
    public static int Find()
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        return ((IPEndPoint)free.LocalEndpoint).Port;
    }
}
