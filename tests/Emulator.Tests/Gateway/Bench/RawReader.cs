using System.Globalization;
using System.Text;
using Egress.Emulator.Gateway;

namespace Egress.Emulator.Tests.Gateway.Bench;

/// <summary>Reads HTTP/1.1 messages off a stream, byte by byte: slow, plain, and not the code under test.</summary>
internal sealed class RawReader(Stream stream)
{
    /// <summary>Null at the end of the stream.</summary>
    public async Task<RawAnswer?> ReadAsync(bool hasBody, CancellationToken cancellationToken)
    {
        if (await ReadLineAsync(cancellationToken) is not { } firstLine)
        {
            return null;
        }

        var headers = new HeaderLines();
        while (await ReadLineAsync(cancellationToken) is { Length: > 0 } line)
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            headers.Add(line[..colon], line[(colon + 1)..].Trim());
        }

        var (body, isComplete) = hasBody ? await ReadBodyAsync(firstLine, headers, cancellationToken) : ([], true);
        return new RawAnswer(firstLine, headers, body, isComplete);
    }

    private async Task<(byte[] Body, bool IsComplete)> ReadBodyAsync(string firstLine, HeaderLines headers, CancellationToken cancellationToken)
    {
        if (headers.Last("Transfer-Encoding") is not null)
        {
            return await ReadChunksAsync(cancellationToken);
        }

        if (headers.Last("Content-Length") is { } length)
        {
            return await ReadCountAsync(int.Parse(length, CultureInfo.InvariantCulture), cancellationToken);
        }

        var isAnswer = firstLine.StartsWith("HTTP/", StringComparison.Ordinal);
        return isAnswer && !firstLine.Contains(" 100", StringComparison.Ordinal) && !firstLine.Contains(" 204", StringComparison.Ordinal) && !firstLine.Contains(" 304", StringComparison.Ordinal)
            ? await ReadCountAsync(int.MaxValue, cancellationToken) with { IsComplete = true }
            : ([], true);
    }

    private async Task<(byte[] Body, bool IsComplete)> ReadChunksAsync(CancellationToken cancellationToken)
    {
        var body = new MemoryStream();
        while (await ReadLineAsync(cancellationToken) is { Length: > 0 } size)
        {
            var (chunk, isComplete) = await ReadCountAsync(int.Parse(size.Split(';')[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture), cancellationToken);
            body.Write(chunk);
            if (!isComplete || await ReadLineAsync(cancellationToken) is not "")
            {
                break;
            }

            if (chunk.Length == 0)
            {
                return (body.ToArray(), true);
            }
        }

        return (body.ToArray(), false);
    }

    private async Task<(byte[] Body, bool IsComplete)> ReadCountAsync(int count, CancellationToken cancellationToken)
    {
        var body = new MemoryStream();
        var buffer = new byte[64 * 1024];
        while (body.Length < count && await ReadSomeAsync(buffer.AsMemory(0, (int)Math.Min(buffer.Length, count - body.Length)), cancellationToken) is > 0 and var read)
        {
            body.Write(buffer, 0, read);
        }

        return (body.ToArray(), body.Length == count);
    }

    private async Task<string?> ReadLineAsync(CancellationToken cancellationToken)
    {
        var line = new StringBuilder();
        var one = new byte[1];
        while (await ReadSomeAsync(one, cancellationToken) > 0)
        {
            if (one[0] == '\n')
            {
                return line.ToString().TrimEnd('\r');
            }

            line.Append((char)one[0]);
        }

        return line.Length > 0 ? line.ToString() : null;
    }

    private async Task<int> ReadSomeAsync(Memory<byte> target, CancellationToken cancellationToken)
    {
        try
        {
            return await stream.ReadAsync(target, cancellationToken);
        }
        catch (IOException)
        {
            return 0; // a reset is an end like another
        }
    }
}
