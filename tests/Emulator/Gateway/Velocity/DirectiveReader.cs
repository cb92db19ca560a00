namespace Egress.Emulator.Gateway.Velocity;

/// <summary>Reads directives. A line end after the parenthesis of one, or after <c>#else</c> and <c>#end</c>, belongs to the directive, as do blanks before <c>#set</c>.</summary>
internal sealed class DirectiveReader(Scanner scanner, int depth)
{
    public bool IsAtBlockEnd => NameHere.EndsBlock;

    public SetNode? FindSet()
    {
        var start = scanner.Position;
        scanner.TakeWhile(character => character is ' ' or '\t');
        if (NameHere is not ("set", var length))
        {
            scanner.Position = start;
            return null;
        }

        scanner.Position += length;
        OpenParenthesis();
        var target = new ReferenceReader(scanner, depth).Find() ?? throw scanner.Error("the reference that is set");
        scanner.SkipBlanks();
        scanner.Expect("=");
        var value = Expressions.Read();
        CloseParenthesis();
        return new SetNode(target, value);
    }

    /// <summary>Null where no directive begins; then nothing is taken.</summary>
    public TemplateNode? Find()
    {
        var here = NameHere;
        if (here.IsNotRun)
        {
            throw scanner.Error("a directive that is run here: #set, #if, #elseif, #else, #foreach, #define, #break, #stop, #end");
        }

        scanner.Position += here.Length;
        return here.Name switch
        {
            "if" => ReadIf(),
            "foreach" => ReadForeach(),
            "define" => ReadDefine(),
            "stop" => new FlowNode(Flow.Stop),
            "break" => new FlowNode(Flow.Break),
            _ => null,
        };
    }

    /// <summary>Passes over a directive's sign and name.</summary>
    public bool TakeName()
    {
        var here = NameHere;
        scanner.Position += here.Length;
        return here.Length > 0;
    }

    private DirectiveName NameHere => DirectiveName.At(scanner);

    private ExpressionReader Expressions => new(scanner, depth);

    private IfNode ReadIf()
    {
        var branches = new List<(Expression? Condition, Block Block)> { (ReadCondition(), ReadBlock()) };
        while (TakeEnd() is not "end" and var name)
        {
            if (branches[^1].Condition is null)
            {
                throw scanner.Error("#end after #else");
            }

            branches.Add((name == "elseif" ? ReadCondition() : null, ReadBlock()));
        }

        return new IfNode(branches);
    }

    private ForeachNode ReadForeach()
    {
        OpenParenthesis();
        var item = ReadName("the loop's variable");
        scanner.SkipBlanks();
        scanner.Expect("in");
        var items = Expressions.Read();
        CloseParenthesis();
        return new ForeachNode(item, items, ReadBody());
    }

    private DefineNode ReadDefine()
    {
        OpenParenthesis();
        var name = ReadName("the reference that is defined");
        CloseParenthesis();
        return new DefineNode(name, ReadBody());
    }

    private string ReadName(string what) => new ReferenceReader(scanner, depth).Find() is { Accessors.Count: 0 } reference ? reference.Name : throw scanner.Error(what);

    private Expression ReadCondition()
    {
        OpenParenthesis();
        var condition = Expressions.Read();
        CloseParenthesis();
        return condition;
    }

    private Block ReadBlock() => new TemplateReader(scanner, depth + 1).ReadBlock();

    private Block ReadBody()
    {
        var block = ReadBlock();
        return TakeEnd() == "end" ? block : throw scanner.Error("#end");
    }

    private string TakeEnd()
    {
        var here = NameHere;
        if (!here.EndsBlock)
        {
            throw scanner.Error("#end");
        }

        scanner.Position += here.Length;
        if (here.Name is "end" or "else")
        {
            scanner.SkipLineEnd();
        }

        return here.Name;
    }

    private void OpenParenthesis()
    {
        scanner.SkipBlanks();
        scanner.Expect("(");
        scanner.SkipBlanks();
    }

    private void CloseParenthesis()
    {
        scanner.SkipBlanks();
        scanner.Expect(")");
        scanner.SkipLineEnd();
    }
}
