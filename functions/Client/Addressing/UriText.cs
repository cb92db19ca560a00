using System.Buffers;
using System.Globalization;
using System.Text;

namespace Egress.Client.Addressing;

/// <summary>What a path or a query may not contain, because the gateway would change it or could be led astray by it.</summary>
internal static class UriText
{
    private const string Path = "path";

    /// <summary>"%" and two digits.</summary>
    private const int EscapeCharacters = 3;

    /// <summary>RFC 3986: pchar and "/", "%" for its escapes. <see cref="Uri"/> has already encoded everything else, unless it was told not to.</summary>
    private static readonly SearchValues<char> PathCharacters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~!$&'()*+,;=:@/%[]");

    /// <summary>RFC 3986: sub-delims, ":" and "@". The gateway writes them bare in a path.</summary>
    private static readonly SearchValues<char> BareInPath = SearchValues.Create("!$&'()*+,;=:@");

    /// <summary>As in a path, and "?"; without ";", at which the gateway splits (API Gateway, important notes).</summary>
    private static readonly SearchValues<char> QueryCharacters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~!$&'()*+,=:@/%[]?");

    /// <summary>Of the template's routes those that hold all below them.</summary>
    private static readonly string[] OwnRoutes = ["/-/carry", "/-/private", "/-/private-carry"];

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

        if (path.StartsWith("/-/", StringComparison.Ordinal) && OwnRoute(path) is { } ours)
        {
            return $"The path '{ours}' is the gateway's own. Expected another: this path of an upstream cannot be reached.";
        }

        return HasDotSegment(path)
            ? "The path has a '.' or '..' segment that is not resolved. Expected a canonical URI: let System.Uri resolve it."
            : RefusalOfEscapedCharacter(path, static rune => rune.Value is '/' or '\\' || IsUnreserved(rune) || IsBareInPath(rune) || Rune.IsControl(rune), Path);
    }

    private static string? OwnRoute(string path) => path is "/-/probe" or "/-/probe/"
        ? "/-/probe"
        : Array.Find(OwnRoutes, own => path == own || path.StartsWith(own + "/", StringComparison.Ordinal));

    public static string? RefusalOfQuery(string query)
    {
        var illegal = query.AsSpan().IndexOfAnyExcept(QueryCharacters);
        if (illegal >= 0)
        {
            return query[illegal] == ';'
                ? "The query has a ';'. Expected '%3B' or '&': the gateway splits a query at ';'."
                : "The query has a character that is neither legal nor escaped. Expected a canonical URI: let System.Uri escape it.";
        }

        return RefusalOfEscapedCharacter(query, Rune.IsControl, "query");
    }

    /// <summary>RFC 3986, 2.3: escaped or not, they are the same. <see cref="Uri"/> leaves none escaped; a path that has one could be another route to the gateway than to us.</summary>
    private static bool IsUnreserved(Rune rune) => rune.IsAscii && (char.IsAsciiLetterOrDigit((char)rune.Value) || rune.Value is '-' or '.' or '_' or '~');

    private static bool IsBareInPath(Rune rune) => rune.IsAscii && BareInPath.Contains((char)rune.Value);

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

    /// <summary>The gateway decodes once, to characters: an escaped delimiter would arrive as the delimiter, and what is not UTF-8 as something else.</summary>
    private static string? RefusalOfEscapedCharacter(string text, Predicate<Rune> isRefused, string where)
    {
        for (var at = text.IndexOf('%', StringComparison.Ordinal); at >= 0; at = text.IndexOf('%', at))
        {
            if (!TryDecode(text.AsSpan(at), out var decoded, out var characters))
            {
                return $"The {where} has the escape '{text.AsSpan(at, EscapeCharacters)}', which begins no UTF-8 character. Expected UTF-8: the gateway decodes it to characters on the way.";
            }

            if (isRefused(decoded))
            {
                return IsBareInPath(decoded) ? $"The {where} has the escape '{text.AsSpan(at, characters)}'. Expected the character itself, which needs none there: write '{decoded}', as the gateway does on the way." : $"The {where} has the escape '{text.AsSpan(at, characters)}'. Expected none {(where == Path ? "of a slash, backslash, control character or what needs none" : "of a control character")}: the gateway decodes it on the way, and the upstream would see another {where}.";
            }

            at += characters;
        }

        return null;
    }

    /// <summary>One character, of up to four escapes. They are known to be well-formed: see <see cref="RefusalOfEscapes"/>.</summary>
    private static bool TryDecode(ReadOnlySpan<char> escapes, out Rune decoded, out int characters)
    {
        Span<byte> bytes = stackalloc byte[4];
        var count = 0;
        for (; count < bytes.Length && escapes.Length >= EscapeCharacters && escapes[0] == '%'; count++)
        {
            bytes[count] = byte.Parse(escapes.Slice(1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
            escapes = escapes[EscapeCharacters..];
        }

        var status = Rune.DecodeFromUtf8(bytes[..count], out decoded, out var consumed);
        characters = consumed * EscapeCharacters;
        return status == OperationStatus.Done;
    }
}
