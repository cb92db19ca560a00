using System.Globalization;

namespace Egress.Emulator.Gateway.Upstream;

/// <summary>The lines between the pieces of a chunked body (RFC 9112, section 7.1).</summary>
internal static class ChunkReader
{
    /// <summary>After the bytes of a chunk.</summary>
    public static async ValueTask EndAsync(ConnectionReader reader, CancellationToken cancellationToken)
    {
        if (await reader.ReadLineAsync(cancellationToken) is not "")
        {
            throw new InvalidDataException("a chunk does not end where its size says.");
        }
    }

    /// <summary>Before them; the last chunk has none.</summary>
    public static async ValueTask<long> ReadSizeAsync(ConnectionReader reader, CancellationToken cancellationToken)
    {
        var line = await reader.ReadLineAsync(cancellationToken) ?? throw new InvalidDataException("the connection closed before the last chunk.");
        var size = line.Split(';')[0].Trim();
        return size.Length is > 0 and <= 15 && long.TryParse(size, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var bytes)
            ? bytes
            : throw new InvalidDataException("a chunk has no proper size.");
    }

    /// <summary>After the last chunk.</summary>
    public static async ValueTask SkipTrailersAsync(ConnectionReader reader, CancellationToken cancellationToken)
    {
        for (var count = 0; count <= ResponseHeadParser.MaxHeaderLines; count++)
        {
            if (await reader.ReadLineAsync(cancellationToken) is not { } trailer)
            {
                throw new InvalidDataException("the connection closed within the trailers.");
            }

            if (trailer.Length == 0)
            {
                return;
            }
        }

        throw new InvalidDataException($"there are more than {ResponseHeadParser.MaxHeaderLines} trailers.");
    }
}
