namespace Egress.Emulator.Template;

/// <summary>One entry of the section Parameters. <see cref="Bind"/> turns a given text into its value, or refuses it as CloudFormation does.</summary>
internal sealed class ParameterDeclaration
{
    private static readonly string[] Known =
    [
        "AllowedPattern", "AllowedValues", "ConstraintDescription", "Default", "Description", "MaxLength", "MaxValue", "MinLength", "MinValue", "NoEcho", "Type",
    ];

    private readonly ParameterConstraints _constraints;

    public ParameterDeclaration(MapEntry entry)
    {
        var what = $"parameter {entry.Key}";
        var declaration = entry.Value.AsMap(what);
        declaration.RefuseOthersThan(Known, what);
        var type = declaration.Require("Type", what);
        Name = entry.Key;
        At = entry.At;
        Type = ParameterType.Parse(type as ScalarNode ?? throw type.Unexpected("a parameter's type", "a string", "name the type"));
        Default = declaration.Find("Default")?.AsText($"the default of {what}");
        _constraints = new ParameterConstraints(declaration, what, At);
    }

    public string Name { get; }
    public SourceLocation At { get; }
    public ParameterType Type { get; }
    public string? Default { get; }

    /// <summary>
    /// The value; of a type that is stored, <paramref name="given"/> is what the Parameter Store would hold. Without it the value is a dynamic reference to the store, which the emulator
    /// has not: whatever needs the value is told so.
    /// </summary>
    public Node Bind(string? given) => (given, Default) switch
    {
        (null, { } name) when Type.IsStored => AsTyped($"{{{{resolve:ssm:{name}}}}}", Unchecked),
        ({ } value, _) when Type.IsStored => AsTyped(value, Unchecked),
        _ => AsTyped(given ?? Default ?? throw new TemplateException(At, $"no value for the parameter {Name}", "one, as it has no Default", $"pass {Name}=…"), Element),
    };

    private Node AsTyped(string text, Func<string, ScalarNode> element) => Type.IsList
        ? new ListNode(At, [.. text.Split(',', StringSplitOptions.TrimEntries).Select(element)])
        : element(text);

    // What the declaration asks for is asked of the name.
    private ScalarNode Unchecked(string text) => new(At, text) { IsSecret = _constraints.IsSecret };

    private ScalarNode Element(string text)
    {
        _constraints.Check(text, Type);
        return new ScalarNode(At, text) { IsSecret = _constraints.IsSecret };
    }
}
