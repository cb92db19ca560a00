using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Egress.Benchmarks.Functions;

/// <summary>A request to the Runtime API, as far as the bench needs it, and the instant at which all of it was there.</summary>
internal sealed record WireRequest(bool IsPoll, byte[] Body, long ReadAt)
{
    public static WireRequest? Read(Stream wire)
    {
        if (Line(wire) is not { Length: > 0 } first)
        {
            return null;
        }

        var (length, isChunked) = (0, false);
        while (Line(wire) is { Length: > 0 } header)
        {
            if (header.StartsWith("content-length:", StringComparison.OrdinalIgnoreCase))
            {
                length = int.Parse(header.AsSpan("content-length:".Length), CultureInfo.InvariantCulture);
            }

            isChunked |= header.StartsWith("transfer-encoding:", StringComparison.OrdinalIgnoreCase);
        }

        var body = isChunked ? Chunks(wire) : Exactly(wire, length);
        return new WireRequest(first.StartsWith("GET ", StringComparison.Ordinal), body, Stopwatch.GetTimestamp());
    }

    private static byte[] Chunks(Stream wire)
    {
        using var body = new MemoryStream();
        while (int.Parse(Line(wire)!, NumberStyles.HexNumber, CultureInfo.InvariantCulture) is var size and > 0)
        {
            body.Write(Exactly(wire, size));
            Line(wire);
        }

        Line(wire);
        return body.ToArray();
    }

    private static byte[] Exactly(Stream wire, int length)
    {
        var bytes = new byte[length];
        wire.ReadExactly(bytes);
        return bytes;
    }

    private static string? Line(Stream wire)
    {
        var line = new StringBuilder();
        for (var next = wire.ReadByte(); next != '\n'; next = wire.ReadByte())
        {
            if (next < 0)
            {
                return null;
            }

            line.Append((char)next);
        }

        return line.ToString().TrimEnd('\r');
    }
}
