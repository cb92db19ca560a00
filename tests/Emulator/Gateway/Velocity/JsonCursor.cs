using System.Globalization;
using System.Text;

namespace Egress.Emulator.Gateway.Velocity;

/// <summary>A place in a JSON text, for <see cref="PermissiveJson"/>. What cannot be read is a <see cref="FormatException"/>.</summary>
internal sealed class JsonCursor(string text)
{
    /// <summary>The end of the text; the parser that AWS uses takes the character itself for it too.</summary>
    public const char End = '\u001a';

    private const int EscapeLength = 4;
    private int _at;

    public char Current => _at < text.Length ? text[_at] : End;

    public bool AtEnd => Current == End;

    public void Advance() => _at++;

    public void Take(char expected) => _at += Current == expected ? 1 : throw new FormatException($"No {expected}.");

    public void SkipBlanks()
    {
        while (Current is ' ' or '\t' or '\r' or '\n')
        {
            _at++;
        }
    }

    /// <summary>Between quotation marks of either kind. Control characters are passed over.</summary>
    public string ReadText()
    {
        var (mark, read) = (Current, new StringBuilder());
        for (_at++; Current != mark; _at++)
        {
            if (AtEnd)
            {
                throw new FormatException("A text without an end.");
            }

            if (Current == '\\')
            {
                _at++;
                read.Append(Unescaped());
            }
            else if (Current is >= ' ' and not '\u007f')
            {
                read.Append(Current);
            }
        }

        _at++;
        return read.ToString();
    }

    /// <summary>Without quotation marks, up to one of <paramref name="stops"/>.</summary>
    public string ReadBare(string stops)
    {
        var start = _at;
        while (!AtEnd && !stops.Contains(Current, StringComparison.Ordinal))
        {
            _at++;
        }

        return text[start.._at].Trim();
    }

    private char Unescaped()
    {
        switch (Current)
        {
            case 'n': return '\n';
            case 't': return '\t';
            case 'r': return '\r';
            case 'b': return '\b';
            case 'f': return '\f';
            case 'u' when _at + EscapeLength < text.Length && ushort.TryParse(text.AsSpan(_at + 1, EscapeLength), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code):
                _at += EscapeLength;
                return (char)code;
            case 'u' or End:
                throw new FormatException("A text that breaks off in an escape.");
            default:
                return Current;
        }
    }
}
