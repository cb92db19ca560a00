using System.Globalization;

namespace Egress.Emulator.Gateway.Upstream;

/// <summary>How the end of a body is told (RFC 9112, section 6.3).</summary>
/// <param name="IsChunked">By a last chunk.</param>
/// <param name="Length">By a count of bytes; neither: by the end of the connection.</param>
internal readonly record struct BodyFraming(bool IsChunked, long? Length)
{
    public bool EndsWithConnection => !IsChunked && Length is null;

    /// <exception cref="InvalidDataException">Two readers could find two ends: a sign of response splitting (RFC 9112, section 6.3).</exception>
    public static BodyFraming Of(string method, int statusCode, HeaderLines headers, bool isHttp11)
    {
        if (method == "HEAD" || statusCode is 204 or 304)
        {
            return new BodyFraming(false, 0);
        }

        string[] codings = [.. headers.All("Transfer-Encoding")];
        string[] lengths = [.. headers.All("Content-Length").Distinct()];
        return (codings, lengths) switch
        {
            ([], []) => new BodyFraming(false, null),
            ([], [var one]) when long.TryParse(one, NumberStyles.None, CultureInfo.InvariantCulture, out var length) => new BodyFraming(false, length),
            ([], _) => throw new InvalidDataException("The answer's Content-Length is not one number."),
            ([var coding], []) when isHttp11 && coding.Equals("chunked", StringComparison.OrdinalIgnoreCase) => new BodyFraming(true, null),
            (_, []) => throw new InvalidDataException("The answer's Transfer-Encoding is not chunked alone, in HTTP/1.1."),
            _ => throw new InvalidDataException("The answer has Content-Length and Transfer-Encoding, which tell different ends."),
        };
    }
}
