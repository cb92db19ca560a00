using System.Diagnostics;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Egress.Emulator.Tests.Gateway.Velocity;

/// <summary>Neither a template nor a body hangs the gateway, fills its memory or brings it down.</summary>
public sealed class VelocityBoundsTests
{
    private static readonly string[] Pieces =
    [
        "$", "!", "{", "}", "a", "b", ".", "(", ")", "[", "]", "#", "set", "if", "elseif", "else", "end", "foreach", "define", "stop", "break", "in", " ", "\n", "\r\n", "=", "==", "!=", "<", "&&",
        "||", "+", "-", "*", "/", "%", "1", "2.5", "\"", "'", ",", ":", "..", "\\", "##", "#*", "*#", "#[[", "]]#", "true", "$a", "$input", ".path(", "'$.x'", ".json(", ".body", "$util", ".parseJson(",
        ".get(", ".add(", ".put(", ".size()", ".split(", ".replaceAll(", ".substring(", "#set($a = ", "#if($a)", "#foreach($b in ", "[1..3]", "{'a': 1}", "[$a, 1]", "\ud800", "é", "\0", "\u001a",
    ];

    [Theory]
    [InlineData("a text that doubles", "#set($x = 'a')#foreach($i in [1..60])#set($x = \"$x$x\")#end", "a text of more than 10485760 characters")]
    [InlineData("one that a sum doubles", "#set($x = 'a')#foreach($i in [1..60])#set($x = $x + $x)#end", "a text of more than 10485760 characters")]
    [InlineData("one that a replacement blows up", "#set($x = 'aaaaaaaaaa')#foreach($i in [1..60])#set($x = $x.replace('a', 'aaaaaaaaaa'))#end", "a text of more than 10485760 characters")]
    [InlineData("one that a pattern blows up", "#set($x = 'aaaaaaaaaa')#foreach($i in [1..60])#set($x = $x.replaceAll('a', 'aaaaaaaaaa'))#end", "")]
    [InlineData("much output", "#foreach($i in [1..1000])#foreach($j in [1..1000])xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx#end#end", "a text of more than 10485760 characters")]
    [InlineData("loops in loops", "#foreach($i in [1..1000])#foreach($j in [1..1000])#foreach($k in [1..1000])#end#end#end", "more work than a mapping template may take")]
    [InlineData("a long range", "#foreach($i in [1..2000000000])#end", "a range of more than 100000 numbers")]
    [InlineData("a list that grows", "#set($l = [1])#foreach($i in [1..60])#set($x = $l.addAll($l))#end", "more than 100000 items")]
    [InlineData("a block that prints itself", "#define($a)$a#end$a", "more than 64 texts or blocks that print each other")]
    [InlineData("a list that holds itself", "#set($l = [])#set($x = $l.add($l))$l", "a list or map that holds itself")]
    [InlineData("twice", "#set($l = [])#set($x = $l.add($l))#set($x = $l.add($l))$l", "a list or map that holds itself")]
    [InlineData("a body's list that holds itself", "#set($l = $input.path('$'))#set($x = $l.add($l))$l", "a list or map that holds itself")]
    [InlineData("a path through one", "#set($l = $input.path('$'))#set($x = $l.add($l))$input.path('$..a')", "a list or map that holds itself")]
    [InlineData("a map that holds itself", "#set($m = {})#set($m.m = $m)$m", "a list or map that holds itself")]
    public void A_template_ends(string because, string template, string fault)
    {
        var start = Stopwatch.GetTimestamp();

        var found = Templates.Fault(template, "[]");

        Assert.True(found.Contains(fault, StringComparison.Ordinal) && !found.StartsWith("none", StringComparison.Ordinal), $"{because}: {found}");
        Assert.InRange(Stopwatch.GetElapsedTime(start), TimeSpan.Zero, TimeSpan.FromSeconds(20));
    }

    [Theory]
    [InlineData("parentheses", "#if(", "(")]
    [InlineData("negations", "#if(", "!")]
    [InlineData("lists", "#set($a = ", "[")]
    [InlineData("maps", "#set($a = ", "{'a': ")]
    [InlineData("indices", "", "$a[")]
    [InlineData("calls", "", "$a.b(")]
    [InlineData("directives", "", "#if(true)")]
    [InlineData("texts", "#set($a = ", "\"$a[")]
    [InlineData("braces", "", "${a.")]
    public void Depth_is_refused_and_overflows_nothing(string because, string begin, string piece) =>
        Assert.True(!Templates.Fault(begin + string.Concat(Enumerable.Repeat(piece, 50_000))).StartsWith("none", StringComparison.Ordinal), because);

    [Theory]
    [InlineData("operators", "#set($a = 1", " + 1", ")$a", "50001")]
    [InlineData("members", "[$a", ".b", "]", "[]")]
    [InlineData("branches", "#if(false)", "#elseif(false)", "#end.", ".")]
    public void Length_is_no_depth(string because, string begin, string piece, string end, string expected) =>
        Assert.True(Templates.Run(begin + string.Concat(Enumerable.Repeat(piece, 50_000)) + end) == expected, because);

    [Fact]
    public void A_loop_turns_a_thousand_times_at_most() => Assert.Equal("1000", Templates.Run("#set($n = 0)#foreach($i in [1..5000])#set($n = $n + 1)#end$n"));

    [Fact]
    public void No_template_is_another_fault() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(20_000),
        Prop.ForAll(Gen.Elements(Pieces).ListOf().Select(string.Concat).ToArbitrary(), Gen.Elements("", "{\"x\": [1, {\"a\": null}]}", "[", "x").ToArbitrary(), (template, body) => Templates.Fault(template, body) is not null));

    [Fact]
    public void No_characters_are_another_fault() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(5_000), Prop.ForAll<string, string>((template, body) => Templates.Fault(template ?? "", body ?? "") is not null));

    [Fact]
    public void Text_without_signs_is_printed_as_it_is() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(2_000),
        Prop.ForAll<NonNull<string>>(text => Templates.Run(text.Get.Replace('$', ' ').Replace('#', ' ').Replace('\\', ' ')) == text.Get.Replace('$', ' ').Replace('#', ' ').Replace('\\', ' ')));

    [Fact]
    public void No_JSON_is_a_fault() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(5_000),
        Prop.ForAll(Gen.Elements("{", "}", "[", "]", ":", ",", "\"", "'", "a", "1", "-", ".", "e", "\\", "u00", " ", "\u001a", "null").ListOf().Select(string.Concat).ToArbitrary(), text => Templates.Fault("$input.path('$')", text) is not null));
}
