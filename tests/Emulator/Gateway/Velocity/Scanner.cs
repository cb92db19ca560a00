namespace Egress.Emulator.Gateway.Velocity;

/// <summary>A place in a template's text.</summary>
internal sealed class Scanner(string text, int firstLine)
{
    private (int Position, int Line) _counted = (0, firstLine);

    public int Position { get; set; }

    public bool AtEnd => Position >= text.Length;

    /// <summary>NUL at the end.</summary>
    public char Current => Peek(0);

    /// <summary>Counted on from where it was asked last.</summary>
    public int Line
    {
        get
        {
            var from = _counted.Position <= Position ? _counted : (Position: 0, Line: firstLine);
            _counted = (Position, from.Line + text.AsSpan(from.Position, Position - from.Position).Count('\n'));
            return _counted.Line;
        }
    }

    public char Peek(int distance) => Position + distance < text.Length ? text[Position + distance] : '\0';

    public bool IsAt(string expected) => string.CompareOrdinal(text, Position, expected, 0, expected.Length) == 0;

    public bool Take(string expected)
    {
        var isAt = IsAt(expected);
        Position += isAt ? expected.Length : 0;
        return isAt;
    }

    public void Expect(string expected)
    {
        if (!Take(expected))
        {
            throw Error($"'{expected}'");
        }
    }

    public string Since(int start) => text[start..Position];

    public string TakeWhile(Func<char, bool> fits)
    {
        var start = Position;
        while (!AtEnd && fits(Current))
        {
            Position++;
        }

        return Since(start);
    }

    /// <summary>Up to <paramref name="end"/>, which is passed over; without one up to the end of the text.</summary>
    public string TakeUntil(string end)
    {
        var found = text.IndexOf(end, Position, StringComparison.Ordinal);
        var taken = found < 0 ? text[Position..] : text[Position..found];
        Position = found < 0 ? text.Length : found + end.Length;
        return taken;
    }

    /// <summary>A letter or <c>_</c>, then letters, digits, <c>-</c> and <c>_</c>; empty where there is none.</summary>
    public string TakeIdentifier() => char.IsAsciiLetter(Current) || Current == '_' ? TakeWhile(character => char.IsAsciiLetterOrDigit(character) || character is '_' or '-') : "";

    public void SkipBlanks() => TakeWhile(character => character is ' ' or '\t' or '\r' or '\n');

    /// <summary>Blanks up to the end of the line, and the end; nothing where anything else stands on the line.</summary>
    public void SkipLineEnd()
    {
        var start = Position;
        TakeWhile(character => character is ' ' or '\t');
        if (!Take("\r\n") && !Take("\n") && !Take("\r"))
        {
            Position = start;
        }
    }

    public VelocityException Error(string expected) => new(Line, $"found {(AtEnd ? "the end of the template" : $"'{text.Substring(Position, Math.Min(12, text.Length - Position))}'")}, expected {expected}");
}
