using System.Buffers;
using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Egress.Emulator.Gateway.Upstream;

/// <summary>
/// One HTTP/1.1 connection, one call at a time. It is written by hand because an upstream's view of the gateway is compared byte
/// for byte: HttpClient joins duplicate headers, rewrites their case and cleans up paths.
/// </summary>
internal sealed class UpstreamConnection(Socket socket, Stream stream) : IDisposable
{
    private const int MaxJoinedBytes = 16 * 1024; // so small a body goes out with its head
    private readonly ConnectionReader _reader = new(stream);
    private readonly ArrayBufferWriter<byte> _outgoing = new(1024);

    /// <summary>An idle connection has nothing to say: what can be read is its end, or an answer to nothing.</summary>
    public bool IsUsable => !_reader.HasBufferedBytes && !socket.Poll(0, SelectMode.SelectRead);

    /// <summary>Null when the connection ended without one byte of an answer. <paramref name="release"/> learns at the end of the body whether the connection is good for another call.</summary>
    public async Task<UpstreamResponse?> ExchangeAsync(UpstreamRequest request, Action<UpstreamConnection, bool> release, CancellationToken cancellationToken)
    {
        try
        {
            await SendAsync(request, cancellationToken);
            if (await ResponseHeadParser.ReadAsync(_reader, cancellationToken) is not var (statusCode, headers, isHttp11))
            {
                return null;
            }

            var framing = BodyFraming.Of(request.Method, statusCode, headers, isHttp11);
            var staysOpen = isHttp11 && !(headers.Contains("Connection") && headers.All("Connection").Any(value => value.Contains("close", StringComparison.OrdinalIgnoreCase)));
            return new UpstreamResponse(statusCode, headers, new UpstreamBody(_reader, framing, isComplete => release(this, isComplete && staysOpen)));
        }
        catch (IOException failure) when (failure.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionReset or SocketError.Shutdown or SocketError.ConnectionAborted } && failure is not UpstreamException)
        {
            return null;
        }
        catch (Exception failure) when (failure is IOException or InvalidDataException)
        {
            throw new UpstreamException(UpstreamFailure.CutBeforeHead, $"{request.Origin.Host} gave no proper answer: {failure.Message}", failure);
        }
    }

    public void Dispose() => stream.Dispose();

    private async Task SendAsync(UpstreamRequest request, CancellationToken cancellationToken)
    {
        _outgoing.ResetWrittenCount();
        WriteHead(request);
        var isJoined = request.Body.Length <= MaxJoinedBytes;
        if (isJoined)
        {
            _outgoing.Write(request.Body.Span);
        }

        await stream.WriteAsync(_outgoing.WrittenMemory, cancellationToken);
        if (!isJoined)
        {
            await stream.WriteAsync(request.Body, cancellationToken);
        }

        await stream.FlushAsync(cancellationToken);
    }

    private void WriteHead(UpstreamRequest request)
    {
        Write($"{request.Method} {request.Target} HTTP/1.1\r\n");
        foreach (var (name, value) in request.Headers)
        {
            Write(name);
            Write(": ");
            Write(OnWire(value));
            Write("\r\n");
        }

        // A body, or a method that usually has one, is announced; a GET without one is not. [capture: fireprox #39; recorded 2024-12-11]
        if (!request.Body.IsEmpty || request.Method is "POST" or "PUT" or "PATCH")
        {
            Write(string.Create(CultureInfo.InvariantCulture, $"Content-Length: {request.Body.Length}\r\n"));
        }

        Write("\r\n");
    }

    private void Write(string text) => Encoding.Latin1.GetBytes(text, _outgoing);

    // Header values came in as Latin-1 and leave so; text beyond it, out of a query for example, leaves as UTF-8.
    private static string OnWire(string value) => value.AsSpan().ContainsAnyExceptInRange('\0', '\u00ff') ? Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(value)) : value;
}
