using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Egress.Benchmarks.Emulating;

/// <summary>A body in chunks, read for its length alone.</summary>
internal sealed class Chunks(Socket socket, byte[] buffer, int at, int end)
{
    private int _at = at;
    private int _end = end;

    public long Count()
    {
        long total = 0;
        while (Size() is var size and > 0)
        {
            total += size;
            Skip(size + 2);
        }

        Skip(2);
        return total;
    }

    private long Size()
    {
        var line = new StringBuilder();
        for (var next = Next(); next != '\n'; next = Next())
        {
            line.Append(next);
        }

        return long.Parse(line.ToString().AsSpan().Trim(), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
    }

    private char Next()
    {
        Fill();
        return (char)buffer[_at++];
    }

    private void Skip(long count)
    {
        while (count > 0)
        {
            Fill();
            var some = (int)Math.Min(count, _end - _at);
            (_at, count) = (_at + some, count - some);
        }
    }

    private void Fill()
    {
        if (_at == _end)
        {
            (_at, _end) = (0, socket.Receive(buffer));
            _ = _end > 0 ? _end : throw new IOException("The proxy ended the connection in the middle of an answer.");
        }
    }
}
