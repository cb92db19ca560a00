using System.Text;

namespace Egress.Emulator.Gateway.Upstream;

/// <summary>Lines and bytes from one stream through one small buffer.</summary>
internal sealed class ConnectionReader(Stream stream)
{
    private const int MaxLineBytes = 64 * 1024;
    private readonly byte[] _buffer = new byte[16 * 1024];
    private int _start;
    private int _end;

    public bool HasBufferedBytes => _end > _start;

    /// <summary>A line without its CRLF, read as Latin-1 so that no byte is lost; null at the end of the stream.</summary>
    /// <exception cref="InvalidDataException">The line is too long, or ends in a line feed alone, where some readers see an end and some do not.</exception>
    public async ValueTask<string?> ReadLineAsync(CancellationToken cancellationToken)
    {
        StringBuilder? begun = null; // what an earlier filling of the buffer ended in
        for (var length = 0; length <= MaxLineBytes; length = begun?.Length ?? 0)
        {
            var feed = _buffer.AsSpan(_start, _end - _start).IndexOf((byte)'\n');
            var taken = feed < 0 ? _end - _start : feed;
            var piece = Encoding.Latin1.GetString(_buffer, _start, taken);
            _start += feed < 0 ? taken : taken + 1;
            if (feed >= 0)
            {
                return WithoutReturn(begun is null ? piece : begun.Append(piece).ToString());
            }

            begun = taken > 0 ? (begun ?? new StringBuilder()).Append(piece) : begun;
            if (!await FillAsync(cancellationToken))
            {
                return null;
            }
        }

        throw new InvalidDataException($"A line of the answer is longer than {MaxLineBytes} bytes.");
    }

    /// <summary>Zero at the end of the stream.</summary>
    public async ValueTask<int> ReadAsync(Memory<byte> target, CancellationToken cancellationToken)
    {
        if (!HasBufferedBytes)
        {
            return await stream.ReadAsync(target, cancellationToken);
        }

        var count = Math.Min(target.Length, _end - _start);
        _buffer.AsMemory(_start, count).CopyTo(target);
        _start += count;
        return count;
    }

    private static string WithoutReturn(string line) => line.EndsWith('\r') ? line[..^1] : throw new InvalidDataException("A line of the answer ends in a line feed without a carriage return.");

    private async ValueTask<bool> FillAsync(CancellationToken cancellationToken)
    {
        _start = 0;
        _end = await stream.ReadAsync(_buffer, cancellationToken);
        return _end > 0;
    }
}
