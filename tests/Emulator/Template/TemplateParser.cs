using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Egress.Emulator.Template;

/// <summary>YAML (JSON is a part of it) → nodes. Refuses what CloudFormation refuses: aliases, a key given twice, more than one document.</summary>
internal sealed class TemplateParser
{
    // Deeper than any template, and shallow enough for the stack of a thread.
    private const int DeepestNesting = 100;

    private readonly string _file;
    private readonly YamlEvents _events;
    private readonly bool _hasShortForms;
    private int _depth;

    private TemplateParser(string file, string text, bool hasShortForms)
    {
        (_file, _hasShortForms) = (file, hasShortForms);
        _events = new YamlEvents(file, text);
    }

    /// <summary>Functions may be written as tags (<c>!Ref</c>) where there are short forms.</summary>
    public static Node Parse(string file, string text, bool hasShortForms = true) => new TemplateParser(file, text, hasShortForms).ParseDocument();

    private Node ParseDocument()
    {
        _events.Consume<StreamStart>();
        if (!_events.TryConsume<DocumentStart>(out _))
        {
            throw new TemplateException(new SourceLocation(_file, 1), "an empty file", "a template", "write one");
        }

        var root = ParseNode();
        _events.Consume<DocumentEnd>();
        return _events.Current is DocumentStart second ? throw new TemplateException(At(second), "a second YAML document", "one template", "remove what follows ---") : root;
    }

    private Node ParseNode()
    {
        if (++_depth > DeepestNesting)
        {
            throw new TemplateException(At(_events.Current!), $"more than {DeepestNesting} levels of nesting", "fewer", "flatten the template");
        }

        var node = _events.Current switch
        {
            Scalar scalar => ParseScalar(scalar),
            SequenceStart sequence => ParseSequence(sequence),
            MappingStart mapping => ParseMapping(mapping),
            AnchorAlias alias => throw Alias(alias, $"the YAML alias *{alias.Value}"),
            var other => throw new TemplateException(At(other!), "the end of the text", "a value", "complete it"),
        };
        _depth--;
        return node;
    }

    private Node ParseScalar(Scalar scalar)
    {
        _events.MoveNext();
        var isTyped = scalar.Style == ScalarStyle.Plain && (scalar.Tag.IsEmpty || scalar.Value.Length == 0);
        return Tagged(scalar, isTyped ? ScalarTypes.Resolve(At(scalar), scalar.Value) : new ScalarNode(At(scalar), scalar.Value));
    }

    private Node ParseSequence(SequenceStart start)
    {
        _events.MoveNext();
        var items = new List<Node>();
        while (!_events.TryConsume<SequenceEnd>(out _))
        {
            items.Add(ParseNode());
        }

        return Tagged(start, new ListNode(At(start), items));
    }

    private Node ParseMapping(MappingStart start)
    {
        _events.MoveNext();
        var entries = new List<MapEntry>();
        var keys = new Dictionary<string, SourceLocation>(StringComparer.Ordinal);
        while (!_events.TryConsume<MappingEnd>(out _))
        {
            var key = ParseKey();
            if (!keys.TryAdd(key.Text, key.At))
            {
                throw new TemplateException(key.At, $"the key '{key.Text}' a second time (first in line {keys[key.Text].Line})", "each key once", "remove or rename one");
            }

            entries.Add(new MapEntry(key.Text, key.At, ParseNode()));
        }

        return Tagged(start, new MapNode(At(start), entries));
    }

    private ScalarNode ParseKey()
    {
        if (_events.Current is not Scalar { Tag.IsEmpty: true } key)
        {
            throw new TemplateException(At(_events.Current!), "a key that is no plain text", "a string", "write the key as a string");
        }

        RefuseAnchor(key);
        _events.MoveNext();
        return key is { Value: "<<", Style: ScalarStyle.Plain }
            ? throw new TemplateException(At(key), "the YAML merge key <<", "keys only", "write the merged keys out: CloudFormation rejects it")
            : new ScalarNode(At(key), key.Value);
    }

    private Node Tagged(NodeEvent start, Node node)
    {
        RefuseAnchor(start);
        return _hasShortForms || !TemplateTags.IsFunction(start.Tag)
            ? TemplateTags.Apply(start.Tag, node)
            : throw new TemplateException(At(start), $"the tag {start.Tag.Value}", "functions in their long form: AWS reads no short one in this file", $"write {{{ShortForms.LongName(start.Tag.Value) ?? "Fn::…"}: …}}");
    }

    private void RefuseAnchor(NodeEvent node)
    {
        if (!node.Anchor.IsEmpty)
        {
            throw Alias(node, $"the YAML anchor &{node.Anchor.Value}");
        }
    }

    private TemplateException Alias(ParsingEvent at, string found) =>
        new(At(at), found, "no anchors or aliases", "write the value out: CloudFormation rejects aliases, and `sam build` hides that by expanding them");

    private SourceLocation At(ParsingEvent parsed) => new(_file, (int)parsed.Start.Line);
}
