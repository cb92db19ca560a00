namespace Egress.Emulator.Gateway.Velocity;

/// <summary>Reads directives, with the blocks that they hold. A line end after the parenthesis of one, or after <c>#else</c> and <c>#end</c>, belongs to the directive, as do blanks before <c>#set</c>.</summary>
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
        var (target, value) = Arguments.ReadAssignment();
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
            "define" => new DefineNode(Arguments.ReadName(), ReadBody()),
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

    private DirectiveArguments Arguments => new(scanner, depth);

    private IfNode ReadIf()
    {
        var branches = new List<(Expression? Condition, Block Block)> { (Arguments.ReadCondition(), ReadBlock()) };
        while (TakeEnd() is not "end" and var name)
        {
            if (branches[^1].Condition is null)
            {
                throw scanner.Error("#end after #else");
            }

            branches.Add((name == "elseif" ? Arguments.ReadCondition() : null, ReadBlock()));
        }

        return new IfNode(branches);
    }

    private ForeachNode ReadForeach()
    {
        var (item, items) = Arguments.ReadLoop();
        return new ForeachNode(item, items, ReadBody());
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
}
