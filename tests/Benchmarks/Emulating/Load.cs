using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Egress.Benchmarks.Emulating;

/// <summary>Requests over kept connections, on plain sockets: little of the load is the generator's own.</summary>
internal static class Load
{
    private const int Connections = 8;

    /// <summary>So many requests were answered in this time, each with 200 and a body of the announced length.</summary>
    public static async Task<int> RunAsync(Proxy proxy, TimeSpan duration)
    {
        var counts = await Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => Task.Factory.StartNew(() => Ask(proxy, duration), TaskCreationOptions.LongRunning)));
        return counts.Sum();
    }

    /// <summary>The milliseconds that one large answer takes.</summary>
    public static double Download(Proxy proxy, string leaf, long expected)
    {
        using var socket = Connect(proxy);
        var started = Stopwatch.GetTimestamp();
        socket.Send(proxy.Request(leaf));
        var length = Answer(socket, new byte[256 * 1024]);
        return length == expected ? Stopwatch.GetElapsedTime(started).TotalMilliseconds : throw new InvalidOperationException($"{proxy.Name} answered {length} bytes; expected {expected}.");
    }

    private static int Ask(Proxy proxy, TimeSpan duration)
    {
        using var socket = Connect(proxy);
        var (request, buffer, count) = (proxy.Request("small"), new byte[16 * 1024], 0);
        for (var started = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(started) < duration; count++)
        {
            socket.Send(request);
            Answer(socket, buffer);
        }

        return count;
    }

    private static Socket Connect(Proxy proxy)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.Connect(IPEndPoint.Parse(proxy.Url.Authority));
        return socket;
    }

    /// <summary>Reads an answer to its end; its length is announced, or it comes in chunks, whose frames are counted out.</summary>
    private static long Answer(Socket socket, byte[] buffer)
    {
        var (got, end) = (0, -1);
        while (end < 0)
        {
            got += Receive(socket, buffer.AsSpan(got));
            end = buffer.AsSpan(0, got).IndexOf("\r\n\r\n"u8);
        }

        var head = Encoding.ASCII.GetString(buffer, 0, end);
        if (!head.StartsWith("HTTP/1.1 200", StringComparison.Ordinal))
        {
            throw new InvalidOperationException($"Expected 200, found {Encoding.ASCII.GetString(buffer, 0, Math.Min(got, 400))}");
        }

        if (head.Contains("chunked", StringComparison.OrdinalIgnoreCase))
        {
            return new Chunks(socket, buffer, end + 4, got).Count();
        }

        var field = head.IndexOf("content-length:", StringComparison.OrdinalIgnoreCase) + "content-length:".Length;
        var length = long.Parse(head.AsSpan(field, (head.IndexOf('\r', field) is var stop and > 0 ? stop : head.Length) - field), CultureInfo.InvariantCulture);
        for (var have = (long)(got - end - 4); have < length;)
        {
            have += Receive(socket, buffer);
        }

        return length;
    }

    private static int Receive(Socket socket, Span<byte> to) => socket.Receive(to) is var read and > 0 ? read : throw new IOException("The proxy ended the connection in the middle of an answer.");
}
