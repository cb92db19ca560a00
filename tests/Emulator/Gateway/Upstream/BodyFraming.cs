using System.Globalization;

namespace Egress.Emulator.Gateway.Upstream;

/// <summary>How the end of a body is told (RFC 9112, section 6.3).</summary>
/// <param name="IsChunked">By a last chunk.</param>
/// <param name="Length">By a count of bytes; neither: by the end of the connection.</param>
internal readonly record struct BodyFraming(bool IsChunked, long? Length)
{
    public bool EndsWithConnection => !IsChunked && Length is null;

    public static BodyFraming Of(string method, int statusCode, HeaderLines headers)
    {
        if (method == "HEAD" || statusCode is 204 or 304)
        {
            return new BodyFraming(false, 0);
        }

        if (headers.All("Transfer-Encoding").LastOrDefault() is { } coding)
        {
            return coding.Split(',')[^1].Trim().Equals("chunked", StringComparison.OrdinalIgnoreCase)
                ? new BodyFraming(true, null)
                : new BodyFraming(false, null);
        }

        var lengths = headers.All("Content-Length").Distinct().ToArray();
        return lengths switch
        {
            [] => new BodyFraming(false, null),
            [var one] when long.TryParse(one, NumberStyles.None, CultureInfo.InvariantCulture, out var length) => new BodyFraming(false, length),
            _ => throw new InvalidDataException("The answer's Content-Length is not one number."),
        };
    }
}
