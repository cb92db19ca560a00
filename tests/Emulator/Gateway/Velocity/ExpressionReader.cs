namespace Egress.Emulator.Gateway.Velocity;

/// <summary>Reads expressions, by the precedence of their operators. What stands in a row is one chain, so that a long row is not a deep tree.</summary>
internal sealed class ExpressionReader(Scanner scanner, int depth)
{
    // From the loosest to the tightest; of two that begin alike the longer one first.
    private static readonly (string Text, Operator Operator)[][] Levels =
    [
        [("||", Operator.Or), ("or", Operator.Or)],
        [("&&", Operator.And), ("and", Operator.And)],
        [("==", Operator.Equal), ("eq", Operator.Equal), ("!=", Operator.NotEqual), ("ne", Operator.NotEqual)],
        [
            ("<=", Operator.AtMost), ("le", Operator.AtMost), (">=", Operator.AtLeast), ("ge", Operator.AtLeast), ("<", Operator.Less), ("lt", Operator.Less),
            (">", Operator.More), ("gt", Operator.More),
        ],
        [("+", Operator.Add), ("-", Operator.Subtract)],
        [("*", Operator.Multiply), ("/", Operator.Divide), ("%", Operator.Remainder)],
    ];

    public Expression Read() => depth <= VelocityLimits.MaxDepth
        ? ReadLevel(0)
        : throw new VelocityException(scanner.Line, $"more than {VelocityLimits.MaxDepth} levels of an expression within each other");

    /// <summary>Expressions between commas, up to <paramref name="end"/>.</summary>
    public IReadOnlyList<Expression> ReadList(string end)
    {
        var list = new List<Expression>();
        scanner.SkipBlanks();
        if (scanner.Take(end))
        {
            return list;
        }

        do
        {
            list.Add(Inner.Read());
            scanner.SkipBlanks();
        }
        while (scanner.Take(","));

        scanner.Expect(end);
        return list;
    }

    private ExpressionReader Inner => new(scanner, depth + 1);

    private Expression ReadLevel(int level)
    {
        if (level == Levels.Length)
        {
            return ReadUnary();
        }

        var first = ReadLevel(level + 1);
        var rest = new List<(Operator, Expression)>();
        while (TakeOperator(Levels[level]) is { } found)
        {
            rest.Add((found, ReadLevel(level + 1)));
        }

        return rest.Count == 0 ? first : new OperatorChain(first, rest);
    }

    private Operator? TakeOperator((string Text, Operator Operator)[] candidates)
    {
        scanner.SkipBlanks();
        foreach (var (text, candidate) in candidates)
        {
            var isWord = char.IsAsciiLetter(text[0]);
            if (scanner.IsAt(text) && !(isWord && char.IsAsciiLetterOrDigit(scanner.Peek(text.Length))))
            {
                scanner.Position += text.Length;
                return candidate;
            }
        }

        return null;
    }

    private Expression ReadUnary()
    {
        var negations = 0;
        scanner.SkipBlanks();
        while ((scanner.Current == '!' && scanner.Peek(1) != '=' && scanner.Take("!")) || (scanner.IsAt("not") && !char.IsAsciiLetterOrDigit(scanner.Peek(3)) && scanner.Take("not")))
        {
            negations++;
            scanner.SkipBlanks();
        }

        var operand = ReadOperand();
        return negations == 0 ? operand : new Negation(operand, negations % 2 == 0);
    }

    private Expression ReadOperand()
    {
        if (scanner.Take("("))
        {
            var inner = Inner.Read();
            scanner.SkipBlanks();
            scanner.Expect(")");
            return inner;
        }

        return (Expression?)new ReferenceReader(scanner, depth + 1).Find() ?? new LiteralReader(scanner, depth + 1).Read();
    }
}
