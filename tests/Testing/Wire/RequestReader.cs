using System.Globalization;
using System.Text;

namespace Egress.Testing.Wire;

/// <summary>Reads one HTTP/1.1 request; null at the end of the connection.</summary>
internal static class RequestReader
{
    public static async Task<SeenRequest?> ReadAsync(int connection, Stream wire)
    {
        if (await LineAsync(wire) is not { Length: > 0 } first)
        {
            return null;
        }

        var headers = new List<KeyValuePair<string, string>>();
        while (await LineAsync(wire) is { Length: > 0 } line)
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            headers.Add(new(line[..colon], line[(colon + 1)..].Trim()));
        }

        var words = first.Split(' ');
        var request = new SeenRequest(connection, words[0], words[1], headers, default);
        return request with { Body = await BodyAsync(request, wire) };
    }

    private static async Task<byte[]> BodyAsync(SeenRequest request, Stream wire)
    {
        if (request["Content-Length"] is [var length])
        {
            return await BytesAsync(wire, int.Parse(length, CultureInfo.InvariantCulture));
        }

        var body = new MemoryStream();
        while (request["Transfer-Encoding"].Count > 0 && await LineAsync(wire) is { } size && int.Parse(size, NumberStyles.HexNumber, CultureInfo.InvariantCulture) is var chunk)
        {
            body.Write(await BytesAsync(wire, chunk));
            await LineAsync(wire);
            if (chunk == 0)
            {
                break;
            }
        }

        return body.ToArray();
    }

    private static async Task<byte[]> BytesAsync(Stream wire, int count)
    {
        var bytes = new byte[count];
        await wire.ReadExactlyAsync(bytes);
        return bytes;
    }

    private static async Task<string?> LineAsync(Stream wire)
    {
        var line = new List<byte>();
        var one = new byte[1];
        while (await wire.ReadAsync(one) > 0)
        {
            if (one[0] == '\n')
            {
                return Encoding.Latin1.GetString([.. line]).TrimEnd('\r');
            }

            line.Add(one[0]);
        }

        return null;
    }
}
