using System.Globalization;

namespace Egress.Emulator.Gateway.Velocity;

/// <summary>Reads texts, numbers, <c>true</c> and <c>false</c>, lists, ranges and maps.</summary>
internal sealed class LiteralReader(Scanner scanner, int depth)
{
    public Expression Read() => scanner.Current switch
    {
        '"' => ReadText('"'),
        '\'' => ReadText('\''),
        '[' => ReadListOrRange(),
        '{' => ReadMap(),
        '-' or '.' or (>= '0' and <= '9') => ReadNumber(),
        _ => ReadWord(),
    };

    // Between double quotation marks references and directives work; a mark that is written twice stands for itself. [grammar: STRING_LITERAL]
    private Expression ReadText(char mark)
    {
        var (line, pieces) = (scanner.Line, new List<string>());
        do
        {
            scanner.Position++;
            pieces.Add(scanner.TakeWhile(character => character != mark));
            scanner.Expect(mark.ToString());
        }
        while (scanner.Current == mark);

        var text = string.Join(mark, pieces);
        return mark == '"' && text.AsSpan().ContainsAny('$', '#')
            ? new Interpolation(new TemplateReader(new Scanner(text, line), depth + 1).ReadAll())
            : new Literal(text);
    }

    private Expression ReadListOrRange()
    {
        scanner.Position++;
        scanner.SkipBlanks();
        if (scanner.Take("]"))
        {
            return new ListLiteral([]);
        }

        var first = new ExpressionReader(scanner, depth).Read();
        scanner.SkipBlanks();
        if (scanner.Take(".."))
        {
            var last = new ExpressionReader(scanner, depth).Read();
            scanner.SkipBlanks();
            scanner.Expect("]");
            return new RangeLiteral(first, last);
        }

        var rest = scanner.Take(",") ? new ExpressionReader(scanner, depth).ReadList("]") : [];
        return rest.Count > 0 || scanner.Take("]") ? new ListLiteral([first, .. rest]) : throw scanner.Error("']' or ','");
    }

    private MapLiteral ReadMap()
    {
        scanner.Position++;
        var entries = new List<(Expression Key, Expression Value)>();
        scanner.SkipBlanks();
        while (!scanner.Take("}"))
        {
            var key = new ExpressionReader(scanner, depth).Read();
            scanner.SkipBlanks();
            scanner.Expect(":");
            entries.Add((key, new ExpressionReader(scanner, depth).Read()));
            scanner.SkipBlanks();
            if (!scanner.Take(",") && !scanner.IsAt("}"))
            {
                throw scanner.Error("',' or '}' in a map");
            }

            scanner.SkipBlanks();
        }

        return new MapLiteral(entries);
    }

    private Literal ReadNumber()
    {
        var start = scanner.Position;
        scanner.Take("-");
        scanner.TakeWhile(char.IsAsciiDigit);
        if (scanner.Current == '.' && char.IsAsciiDigit(scanner.Peek(1)))
        {
            scanner.Position++;
            scanner.TakeWhile(char.IsAsciiDigit);
        }

        var text = scanner.Since(start);
        return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) ? new Literal(whole)
            : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var fraction) ? new Literal(fraction)
            : throw scanner.Error("a number");
    }

    private Literal ReadWord()
    {
        var start = scanner.Position;
        var word = scanner.TakeIdentifier();
        if (word is "true" or "false")
        {
            return new Literal(word == "true");
        }

        scanner.Position = start;
        throw scanner.Error("a reference, a text, a number, true, false, a list or a map");
    }
}
