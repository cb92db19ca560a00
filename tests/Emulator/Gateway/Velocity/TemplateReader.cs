using System.Buffers;

namespace Egress.Emulator.Gateway.Velocity;

/// <summary>Reads the text of a template: what is printed, and where directives, references and comments stand in it.</summary>
internal sealed class TemplateReader(Scanner scanner, int depth)
{
    private static readonly SearchValues<char> Special = SearchValues.Create("#$\\");

    public Block ReadAll()
    {
        var block = ReadBlock();
        return scanner.AtEnd ? block : throw scanner.Error("no #end, #else or #elseif without a directive that it belongs to");
    }

    /// <summary>Up to the directive that ends it, or the end of the text.</summary>
    public Block ReadBlock()
    {
        if (depth > VelocityLimits.MaxDepth)
        {
            throw new VelocityException(scanner.Line, $"more than {VelocityLimits.MaxDepth} levels of directives or texts within each other");
        }

        var nodes = new List<TemplateNode>();
        var directives = new DirectiveReader(scanner, depth);
        while (!scanner.AtEnd && !directives.IsAtBlockEnd)
        {
            if (ReadNode(directives) is { } node)
            {
                nodes.Add(node);
            }
        }

        return new Block(nodes);
    }

    // Null for a comment.
    private TemplateNode? ReadNode(DirectiveReader directives)
    {
        if (scanner.Take("#[["))
        {
            return new TextNode(scanner.TakeUntil("]]#"));
        }

        if (scanner.Take("#*"))
        {
            scanner.TakeUntil("*#");
            return null;
        }

        if (scanner.Take("##"))
        {
            scanner.TakeWhile(character => character is not ('\r' or '\n'));
            scanner.SkipLineEnd();
            return null;
        }

        return directives.FindSet() ?? (scanner.Current switch
        {
            '#' => directives.Find() ?? Character(),
            '$' => new ReferenceReader(scanner, depth).Find() is { } reference ? new OutputNode(reference) : Character(),
            '\\' => ReadEscape(directives),
            _ => new TextNode(scanner.TakeWhile(character => !Special.Contains(character))),
        });
    }

    // A backslash takes its meaning from what follows: before a reference or directive two of them are one, and one makes it text. [grammar: Escape, ESCAPE_DIRECTIVE]
    private TextNode ReadEscape(DirectiveReader directives)
    {
        var slashes = scanner.TakeWhile(character => character == '\\');
        var start = scanner.Position;
        var means = scanner.Current == '$' ? new ReferenceReader(scanner, depth).Find() is not null : directives.TakeName();
        var escaped = scanner.Since(start);
        if (!means || slashes.Length % 2 == 0)
        {
            scanner.Position = start;
            escaped = "";
        }

        return new TextNode((means ? slashes[..(slashes.Length / 2)] : slashes) + escaped);
    }

    private TextNode Character()
    {
        scanner.Position++;
        return new TextNode(scanner.Since(scanner.Position - 1));
    }
}
