namespace Egress.Emulator.Gateway.Velocity;

/// <summary>Reads what a directive has in parentheses, with the line end after them.</summary>
internal sealed class DirectiveArguments(Scanner scanner, int depth)
{
    public (Reference Target, Expression Value) ReadAssignment() => InParentheses(() =>
    {
        var target = References.Find() ?? throw scanner.Error("the reference that is set");
        scanner.SkipBlanks();
        scanner.Expect("=");
        return (target, Expressions.Read());
    });

    public Expression ReadCondition() => InParentheses(Expressions.Read);

    public (string Item, Expression Items) ReadLoop() => InParentheses(() =>
    {
        var item = ReadBareName("the loop's variable");
        scanner.SkipBlanks();
        scanner.Expect("in");
        return (item, Expressions.Read());
    });

    public string ReadName() => InParentheses(() => ReadBareName("the reference that is defined"));

    private ReferenceReader References => new(scanner, depth);

    private ExpressionReader Expressions => new(scanner, depth);

    private string ReadBareName(string what) => References.Find() is { Accessors.Count: 0 } reference ? reference.Name : throw scanner.Error(what);

    private T InParentheses<T>(Func<T> read)
    {
        scanner.SkipBlanks();
        scanner.Expect("(");
        scanner.SkipBlanks();
        var inside = read();
        scanner.SkipBlanks();
        scanner.Expect(")");
        scanner.SkipLineEnd();
        return inside;
    }
}
