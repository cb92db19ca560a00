using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Egress.Benchmarks.Functions;

/// <summary>
/// The Lambda Runtime API for one process, on blocking sockets and a thread per connection, so that little of a figure is the host's own.
/// It has the only clock: the instant of the first poll, and for each call from the first byte of the event sent to the last byte of the answer received.
/// </summary>
internal sealed class RuntimeApiHost : IDisposable
{
    private static readonly byte[] Accepted = "HTTP/1.1 202 Accepted\r\nContent-Type: application/json\r\nContent-Length: 15\r\n\r\n{\"status\":\"OK\"}"u8.ToArray();

    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly SemaphoreSlim _polled = new(0);
    private readonly SemaphoreSlim _answered = new(0);
    private volatile Socket? _waiting;
    private byte[] _answer = [];
    private long _answeredAt;

    public RuntimeApiHost()
    {
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen();
        new Thread(Accept) { IsBackground = true }.Start();
    }

    public string Authority => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{((IPEndPoint)_listener.LocalEndPoint!).Port}");

    /// <summary>The instant of the poll that was waited for.</summary>
    public long PolledAt { get; private set; }

    public bool WaitForPoll(TimeSpan patience) => _polled.Wait(patience);

    /// <summary>The time that the call took, and its answer; none if it did not come.</summary>
    public (TimeSpan Elapsed, byte[] Answer)? Invoke(byte[] payload, TimeSpan patience)
    {
        var head = Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nLambda-Runtime-Aws-Request-Id: {Guid.NewGuid()}\r\nLambda-Runtime-Deadline-Ms: {TimeProvider.System.GetUtcNow().AddSeconds(30).ToUnixTimeMilliseconds()}\r\nLambda-Runtime-Invoked-Function-Arn: arn:aws:lambda:us-east-1:123456789012:function:bench\r\nLambda-Runtime-Trace-Id: Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e700;Parent=9a9197af755a6419;Sampled=0\r\nContent-Length: {payload.Length}\r\n\r\n"));
        byte[] message = [.. head, .. payload];
        var sent = Stopwatch.GetTimestamp();
        _waiting!.Send(message);
        return _answered.Wait(patience) ? (Stopwatch.GetElapsedTime(sent, _answeredAt), _answer) : null;
    }

    public void Dispose() => _listener.Dispose();

    private void Accept()
    {
        try
        {
            while (true)
            {
                var connection = _listener.Accept();
                connection.NoDelay = true;
                new Thread(() => Serve(connection)) { IsBackground = true }.Start();
            }
        }
        catch (SocketException)
        {
            return; // the host is closed
        }
    }

    private void Serve(Socket connection)
    {
        try
        {
            using var wire = new BufferedStream(new NetworkStream(connection, ownsSocket: true), 256 * 1024);
            while (WireRequest.Read(wire) is { } request)
            {
                Answer(connection, request);
            }
        }
        catch (IOException)
        {
            return; // the process has ended
        }
    }

    private void Answer(Socket connection, WireRequest request)
    {
        if (request.IsPoll)
        {
            PolledAt = request.ReadAt;
            _waiting = connection;
            _polled.Release();
            return;
        }

        (_answer, _answeredAt) = (request.Body, request.ReadAt);
        connection.Send(Accepted);
        _answered.Release();
    }
}
