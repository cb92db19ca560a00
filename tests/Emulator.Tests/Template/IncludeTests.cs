using Egress.Emulator.Template;
using Xunit;

namespace Egress.Emulator.Tests.Template;

public sealed class IncludeTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    public static readonly TheoryData<string, string, string, string> Refused = new()
    {
        { "a bucket", "Location: 's3://bucket/part.yaml'", "a: 1", "t.yaml:5: found s3://bucket/part.yaml as the Location of AWS::Include, expected a file beside the template" },
        { "no file", "Location: parts.yaml", "a: 1", "parts.yaml:1: found no such file, expected what AWS::Include names, a file; correct the Location in t.yaml:5" },
        { "another key", "Locaton: part.yaml", "a: 1", "t.yaml:5: found the key 'Locaton' in Parameters of Fn::Transform" },
        { "a short form", "Location: part.yaml", "a: 1\nb: !Ref Thing", "part.yaml:2: found the tag !Ref, expected functions in their long form: AWS reads no short one in this file" },
        { "itself", "Location: part.yaml", "Fn::Transform: {Name: AWS::Include, Parameters: {Location: part.yaml}}", "part.yaml:1: found Fn::Transform inside an included file, expected none" },
        { "a name that is none", "Location: part.yaml", "x:\n  Ref: Nowhere", "part.yaml:2: found Ref Nowhere, expected a parameter" },
        { "no YAML", "Location: part.yaml", "x: [", "part.yaml:2: found text that is no YAML" },
    };

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void A_local_file_stands_where_it_is_named_and_its_functions_are_computed()
    {
        var template = Load("Location: !Sub '${P}.yaml'", "a: {Ref: Thing}\nb:\n  - Fn::Sub: '${P}/${AWS::Region}'\n");

        Assert.Equal("""{"a":"<Thing>","b":["part/us-east-1"]}""", NodeJson.Write(template.Evaluate(template.Find("It")!, Templates.Name).Find("Value")!));
        Assert.Equal(["Thing", "It"], template.Resources.Select(resource => resource.LogicalId));
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_cannot_be_included_is_told_where_it_stands(string because, string location, string part, string found)
    {
        var refusal = Templates.Refusal(() => Load(location, part)).Replace(_folder.FullName + Path.DirectorySeparatorChar, "", StringComparison.Ordinal);

        Assert.True(refusal.StartsWith(found, StringComparison.Ordinal), $"{because}: {refusal}");
    }

    [Fact]
    public void A_file_has_at_most_one_megabyte()
    {
        Load("Location: part.yaml", "a: 1".PadRight(1_048_576, '\n'));

        Assert.Contains(
            "part.yaml:1: found 1048577 bytes, expected what AWS::Include names of at most 1048576 bytes; shorten it",
            Templates.Refusal(() => Load("Location: part.yaml", "a: 1".PadRight(1_048_577, '\n'))),
            StringComparison.Ordinal);
    }

    private StackTemplate Load(string location, string part)
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "part.yaml"), part);
        var text =
            $$$$$"""
            Parameters: {P: {Type: String, Default: part}}
            Resources:
              It:
                Type: AWS::Some::Thing
                Properties: {Value: {Fn::Transform: {Name: AWS::Include, Parameters: { {{{{{location}}}}} }}}}
              Thing: {Type: 'AWS::Some::Thing'}
            """;
        return TemplateLoader.Parse(Path.Combine(_folder.FullName, "t.yaml"), text, new Dictionary<string, string>(), Templates.Stack);
    }
}
