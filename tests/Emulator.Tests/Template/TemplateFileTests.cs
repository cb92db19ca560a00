using System.Text;
using Egress.Emulator.Template;
using Xunit;

namespace Egress.Emulator.Tests.Template;

/// <summary>Files as editors, shells and other systems leave them.</summary>
public sealed class TemplateFileTests : IDisposable
{
    private const string Good = "Resources:\n  A: {Type: 'AWS::SNS::Topic', Properties: {DisplayName: Schlüssel}}\n";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    public static readonly TheoryData<string, byte[]> Read = new()
    {
        { "as it should be", Encoding.UTF8.GetBytes(Good) },
        { "with a byte order mark", [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(Good)] },
        { "with the line ends of Windows", Encoding.UTF8.GetBytes(Good.ReplaceLineEndings("\r\n")) },
        { "with the marks of a document's begin and end", Encoding.UTF8.GetBytes($"---\n{Good}...\n") },
        { "as large as it may be (1 MB)", Encoding.UTF8.GetBytes(Good.PadRight(1_048_575, '\n')) },
        { "longer than CreateStack takes inline (51,200 bytes): `sam deploy` puts it into a bucket", Encoding.UTF8.GetBytes($"{Good}# {new string('x', 60_000)}\n") },
    };

    public static readonly TheoryData<string, string, byte[], string> Refused = new()
    {
        { "no file of that name", "t.yaml", [], "t.yaml:1: found no such file, expected a template, a file; name one with --template" },
        { "Latin-1", "t.yaml", Encoding.Latin1.GetBytes(Good), "t.yaml:2: found bytes that are no UTF-8 (FC), expected text in UTF-8; save the file as UTF-8" },
        { "UTF-16", "t.yaml", [0xff, 0xfe, .. Encoding.Unicode.GetBytes(Good)], "t.yaml:1: found bytes that are no UTF-8 (FF)" },
        { "empty", "t.yaml", [(byte)'\n'], "t.yaml:1: found an empty file, expected a template" },
        { "empty JSON", "t.json", [(byte)'\n'], "t.json:1: found an empty file, expected a template" },
        { "over 1 MB", "t.yaml", new byte[1_048_577], "t.yaml:1: found 1048577 bytes, expected a template of at most 1048576 bytes; shorten it" },
        {
            "JSON with a comma too many, which is YAML",
            "t.json",
            "{\"Resources\": {\n\"A\": {\"Type\": \"AWS::SNS::Topic\",}}}"u8.ToArray(),
            "t.json:2: found text that is no JSON (The JSON object contains a trailing comma at the end.), expected JSON, as the file's name says"
        },
        { "JSON with a comment", "t.json", "// x\n{}"u8.ToArray(), "t.json:1: found text that is no JSON" },
        { "a tab that indents", "t.yaml", "Resources:\n  A:\n    Type: x\n    Properties:\n\t\tB: c\n"u8.ToArray(), "t.yaml:5: found text that is no YAML (While scanning a mapping, found invalid tab as indentation.)" },
        { "two documents", "t.yaml", Encoding.UTF8.GetBytes($"{Good}---\n{Good}"), "t.yaml:3: found a second YAML document, expected one template" },
        {
            "aliases that grow by themselves",
            "t.yaml",
            "a: &a [x, x, x]\nb: &b [*a, *a, *a]\nResources: *b\n"u8.ToArray(),
            "t.yaml:1: found the YAML anchor &a, expected no anchors or aliases"
        },
        { "depth", "t.yaml", Encoding.UTF8.GetBytes($"Resources: {new string('[', 50_000)}"), "t.yaml:1: found more than 100 levels of nesting" },
    };

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [MemberData(nameof(Read))]
    public void A_template_is_read(string because, byte[] bytes)
    {
        var template = Load("t.yaml", bytes);

        Assert.True(template.Evaluate(template.Find("A")!, Templates.Name).Find("DisplayName") is ScalarNode { Text: "Schlüssel" }, because);
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_is_no_template_is_told_with_its_line(string because, string name, byte[] bytes, string message)
    {
        var refusal = Templates.Refusal(() => Load(name, bytes)).Replace(_folder.FullName + Path.DirectorySeparatorChar, "", StringComparison.Ordinal);

        Assert.True(refusal.StartsWith(message, StringComparison.Ordinal), $"{because}: {refusal}");
    }

    [Fact]
    public void A_folder_is_no_template()
    {
        var refusal = Templates.Refusal(() => TemplateLoader.Load(_folder.FullName, new Dictionary<string, string>(), Templates.Stack));

        Assert.Equal($"{_folder.FullName}:1: found a folder, expected a template, a file; name one with --template", refusal);
    }

    private StackTemplate Load(string name, byte[] bytes)
    {
        var file = Path.Combine(_folder.FullName, name);
        if (bytes.Length > 0)
        {
            File.WriteAllBytes(file, bytes);
        }

        return TemplateLoader.Load(file, new Dictionary<string, string>(), Templates.Stack);
    }
}
