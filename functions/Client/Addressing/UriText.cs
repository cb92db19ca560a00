using System.Buffers;
using System.Globalization;

namespace Egress.Client.Addressing;

/// <summary>What a path or a query may not contain, because the gateway would change it or could be led astray by it.</summary>
internal static class UriText
{
    /// <summary>RFC 3986: pchar and "/", "%" for its escapes. <see cref="Uri"/> has already encoded everything else, unless it was told not to.</summary>
    private static readonly SearchValues<char> PathCharacters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~!$&'()*+,;=:@/%[]");

    /// <summary>As in a path, and "?"; without ";", at which the gateway splits (API Gateway, important notes).</summary>
    private static readonly SearchValues<char> QueryCharacters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~!$&'()*+,=:@/%[]?");

    /// <summary>In the URI as it was written: <see cref="Uri"/> turns a broken escape into a legal one with another meaning.</summary>
    public static string? RefusalOfEscapes(string written)
    {
        var text = written.AsSpan();
        var fragment = text.IndexOf('#');
        text = fragment < 0 ? text : text[..fragment];
        while (text.IndexOf('%') is var at and >= 0)
        {
            text = text[(at + 1)..];
            if (text.Length < 2 || !char.IsAsciiHexDigit(text[0]) || !char.IsAsciiHexDigit(text[1]))
            {
                return "The URI has a '%' that begins no escape. Expected two hexadecimal digits after it: write '%25' for the character itself.";
            }

            text = text[2..];
        }

        return null;
    }

    public static string? RefusalOfPath(string path)
    {
        if (path.AsSpan().ContainsAnyExcept(PathCharacters))
        {
            return "The path has a character that is neither legal nor escaped. Expected a canonical URI: let System.Uri escape it.";
        }

        if (path.StartsWith("//", StringComparison.Ordinal))
        {
            return "The path begins with an empty segment ('//'). Expected a segment: the gateway drops an empty one at the start.";
        }

        if (path is "/-/probe" or "/-/probe/" or "/-/carry" || path.StartsWith("/-/carry/", StringComparison.Ordinal))
        {
            return $"The path '{path[..8]}' is the gateway's own. Expected another: this path of an upstream cannot be reached.";
        }

        return HasDotSegment(path)
            ? "The path has a '.' or '..' segment that is not resolved. Expected a canonical URI: let System.Uri resolve it."
            : RefusalOfEscapedCharacter(path, static code => code is '/' or '\\' or '.' || char.IsControl(code), "path");
    }

    public static string? RefusalOfQuery(string query)
    {
        var illegal = query.AsSpan().IndexOfAnyExcept(QueryCharacters);
        if (illegal >= 0)
        {
            return query[illegal] == ';'
                ? "The query has a ';'. Expected '%3B' or '&': the gateway splits a query at ';'."
                : "The query has a character that is neither legal nor escaped. Expected a canonical URI: let System.Uri escape it.";
        }

        return RefusalOfEscapedCharacter(query, char.IsControl, "query");
    }

    private static bool HasDotSegment(string path)
    {
        foreach (var segment in path.AsSpan().Split('/'))
        {
            if (path.AsSpan(segment) is "." or "..")
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The gateway decodes once: an escaped delimiter would arrive as the delimiter.</summary>
    private static string? RefusalOfEscapedCharacter(string text, Predicate<char> isRefused, string where)
    {
        for (var at = text.IndexOf('%', StringComparison.Ordinal); at >= 0; at = text.IndexOf('%', at + 3))
        {
            if (isRefused((char)byte.Parse(text.AsSpan(at + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)))
            {
                return $"The {where} has the escape '{text.AsSpan(at, 3)}'. Expected none of a slash, backslash, dot or control character: the gateway decodes it on the way, and the upstream would see another {where}.";
            }
        }

        return null;
    }
}
