using System.ComponentModel;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Egress.Emulator.Vpc;

/// <summary>
/// The program that runs first inside a function's network namespace. A new namespace has no interface but its own loopback and no route;
/// this program serves, on that loopback, the ports that stand for the VPC endpoints, and carries each connection through a unix socket
/// (which namespaces do not separate) to the emulator. Then it starts the function and lives as long as it.
/// </summary>
internal static class NetworkRelay
{
    public const string Verb = "vpc-relay";

    /// <summary>Arguments: <c>PORT=SOCKET … -- COMMAND ARGUMENT …</c>. Answers the command's exit code.</summary>
    public static async Task<int> RunAsync(string[] arguments, CancellationToken cancellationToken)
    {
        var separator = Array.IndexOf(arguments, "--");
        LoopbackInterface.BringUp();
        foreach (var route in arguments[..separator])
        {
            var (port, socketPath) = (route[..route.IndexOf('=')], route[(route.IndexOf('=') + 1)..]);
            var listener = new TcpListener(IPAddress.Loopback, int.Parse(port, null));
            listener.Start();
            _ = AcceptAsync(listener, socketPath, cancellationToken);
        }

        using var function = Process.Start(new ProcessStartInfo(arguments[separator + 1], arguments[(separator + 2)..]) { UseShellExecute = false })
            ?? throw new Win32Exception($"{arguments[separator + 1]} could not be started");
        await function.WaitForExitAsync(cancellationToken);
        return function.ExitCode;
    }

    private static async Task AcceptAsync(TcpListener listener, string socketPath, CancellationToken cancellationToken)
    {
        while (true)
        {
            var client = await listener.AcceptSocketAsync(cancellationToken);
            client.NoDelay = true;
            _ = CarryAsync(client, socketPath, cancellationToken);
        }
    }

    private static async Task CarryAsync(Socket client, string socketPath, CancellationToken cancellationToken)
    {
        using var inside = client;
        using var outside = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await outside.ConnectAsync(new UnixDomainSocketEndPoint(socketPath), cancellationToken);
            await Task.WhenAll(CopyAsync(inside, outside, cancellationToken), CopyAsync(outside, inside, cancellationToken));
        }
        catch (SocketException)
        {
            // Either side reset the connection: disposing both passes that on.
        }
    }

    private static async Task CopyAsync(Socket from, Socket to, CancellationToken cancellationToken)
    {
        var buffer = new byte[64 * 1024];
        while (await from.ReceiveAsync(buffer, cancellationToken) is > 0 and var received)
        {
            for (var sent = 0; sent < received;)
            {
                sent += await to.SendAsync(buffer.AsMemory(sent, received - sent), cancellationToken);
            }
        }

        to.Shutdown(SocketShutdown.Send);
    }
}
