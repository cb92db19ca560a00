using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Egress.Emulator.Template;

/// <summary>The YAML reader, its errors turned into ours.</summary>
internal sealed class YamlEvents(string file, string text) : IParser
{
    private readonly Parser _parser = new(new StringReader(text));

    public ParsingEvent? Current => _parser.Current;

    public bool MoveNext()
    {
        try
        {
            return _parser.MoveNext();
        }
        catch (YamlException error)
        {
            throw NoYaml(error.Message.Contains("invalid tab", StringComparison.Ordinal) ? FirstTab(error.Start) : error.End, error.Message);
        }
        catch (InvalidOperationException)
        {
            // YamlDotNet 16.3 throws it for some plain scalars across lines that are malformed.
            throw NoYaml(Current?.End ?? Mark.Empty, "the text after this line cannot be read");
        }
    }

    // YamlDotNet 16.3 names the line where the map begins.
    private Mark FirstTab(Mark start)
    {
        var line = 1 + text.Split('\n').Skip((int)start.Line - 1).TakeWhile(line => !line.AsSpan().TrimStart(' ').StartsWith("\t", StringComparison.Ordinal)).Count();
        return new Mark(0, start.Line + line - 1, 1);
    }

    private TemplateException NoYaml(Mark at, string reason) =>
        new(new SourceLocation(file, (int)at.Line), $"text that is no YAML ({reason})", "YAML or JSON", "correct it; quotes and indentation are the usual cause");
}
