using Egress.Emulator.Template;
using Xunit;

namespace Egress.Emulator.Tests.Template;

public sealed class TemplateParserTests
{
    public static readonly TheoryData<string, string, string> Read = new()
    {
        { "the short form of a function means the long one", "a: !Sub '${X}'", """{"a":{"Fn::Sub":"${X}"}}""" },
        { "Ref and Condition have no prefix", "[!Ref X, !Condition Y]", """[{"Ref":"X"},{"Condition":"Y"}]""" },
        { "the dot of GetAtt parts the resource from the attribute, once", "!GetAtt A.B.C", """{"Fn::GetAtt":["A","B.C"]}""" },
        { "short forms nest in lists", "!Join ['', [!Ref A, b]]", """{"Fn::Join":["",[{"Ref":"A"},"b"]]}""" },
        { "plain numbers and booleans keep their type", "[1, -2.5, 1e3, true, FALSE, ~]", "[1,-2.5,1000,true,false,null]" },
        { "YAML 1.1 has more words for booleans", "[yes, No, ON, off]", "[true,false,true,false]" },
        { "quoted values are strings", "['1', \"true\", '']", """["1","true",""]""" },
        { "the version of a policy is no date", "2012-10-17", "\"2012-10-17\"" },
        { "an account id does not lose its zero", "012345678901", "\"012345678901\"" },
        { "!!str makes a string of anything", "!!str 1", "\"1\"" },
        { "JSON is YAML", """{"a": ["x\/y", "\u00e9", {}]}""", """{"a":["x/y","é",{}]}""" },
        { "JSON may be indented with tabs", "{\n\t\"a\": [\n\t\t1,\n\t\t2\n\t]\n}", """{"a":[1,2]}""" },
        { "JSON escapes pairs of surrogates", """{"a":"\ud83d\ude00"}""", """{"a":"\uD83D\uDE00"}""" },
        { "folded text becomes one line", ">-\n  a\n  b", "\"a b\"" },
        { "keys keep their order", "{b: 1, a: 2}", """{"b":1,"a":2}""" },
    };

    public static readonly TheoryData<string, string, int, string> Refused = new()
    {
        { "CloudFormation rejects aliases", "a: &x 1\nb: *x", 1, "found the YAML anchor &x, expected no anchors or aliases" },
        { "an alias without its anchor", "a: 1\nb: [*x]", 2, "found the YAML alias *x" },
        { "the last of two values would win in silence", "a: 1\nb: 2\na: 3", 3, "found the key 'a' a second time (first in line 1), expected each key once" },
        { "merge keys need aliases", "a:\n  <<: {b: 1}", 2, "found the YAML merge key <<" },
        { "one file is one template", "a: 1\n---\nb: 2", 2, "found a second YAML document" },
        { "an unknown function", "a: 1\nb: !Foo x", 2, "found the tag !Foo, expected a function of CloudFormation" },
        { "a type that does not fit", "a: !!int [1]", 1, "found the tag !!int on a list" },
        { "a binary value", "a: !!binary aGk=", 1, "found the tag !!binary" },
        { "a key that is a list", "? [a]\n: 1", 1, "found a key that is no plain text" },
        { "a key that is a function", "!Ref x: 1", 1, "found a key that is no plain text" },
        { "quotes without an end", "a: 1\nb: \"x", 2, "found text that is no YAML" },
        { "tabs do not indent", "a:\n\tb: 1", 2, "found text that is no YAML" },
        { "nothing at all", "", 1, "found an empty file, expected a template" },
        { "nothing but a comment", "# nothing", 1, "found an empty file, expected a template" },
    };

    [Theory]
    [MemberData(nameof(Read))]
    public void Text_becomes_nodes(string because, string text, string json)
    {
        Assert.True(json == NodeJson.Write(TemplateParser.Parse("t.yaml", text)), because);
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_CloudFormation_rejects_is_refused_with_its_line(string because, string text, int line, string found)
    {
        var refusal = Templates.Refusal(() => TemplateParser.Parse("t.yaml", text));

        Assert.True(refusal.StartsWith($"t.yaml:{line}: ", StringComparison.Ordinal) && refusal.Contains(found, StringComparison.Ordinal), $"{because}: {refusal}");
    }

    [Fact]
    public void Every_node_knows_its_line()
    {
        var root = TemplateParser.Parse("t.yaml", "a:\n  b:\n    - x\n    - !Ref y\n").AsMap("root");

        var list = root.Find("a")!.AsMap("a").Find("b")!.AsList("b");

        Assert.Equal([3, 4], list.Items.Select(item => item.At.Line));
        Assert.Equal(2, root.Find("a")!.AsMap("a").Entries[0].At.Line);
    }

    [Fact]
    public void Nesting_has_an_end()
    {
        var refusal = Templates.Refusal(() => TemplateParser.Parse("t.yaml", new string('[', 100_000)));

        Assert.Contains("more than 100 levels of nesting", refusal, StringComparison.Ordinal);
    }
}
