namespace Egress.Emulator.Template;

/// <summary>A value of the template, before or after evaluation, that knows where it was written.</summary>
internal abstract class Node(SourceLocation at)
{
    public SourceLocation At { get; } = at;

    /// <summary>What an error calls it: "a list", "the number 5".</summary>
    public abstract string Description { get; }

    public MapNode AsMap(string what) => this as MapNode ?? throw Unexpected(what, "a map", "write keys and values below it");

    public ListNode AsList(string what) => this as ListNode ?? throw Unexpected(what, "a list", "write its items in [ ] or each on a line that begins with -");

    /// <summary>The text of a string, number or boolean: CloudFormation takes either where it wants a string.</summary>
    public string AsText(string what) => this is ScalarNode { Kind: not ScalarKind.Null } scalar ? scalar.Text : throw Unexpected(what, "a string", "write a single value");

    public bool AsBoolean(string what) => (this as ScalarNode)?.Text switch
    {
        "true" => true,
        "false" => false,
        _ => throw Unexpected(what, "true or false", "write one of the two"),
    };

    public TemplateException Unexpected(string what, string expected, string advice) => new(At, $"{Description} as {what}", expected, advice);
}
