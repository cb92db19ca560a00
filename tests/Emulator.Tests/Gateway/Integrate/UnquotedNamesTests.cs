using System.Diagnostics;
using Egress.Emulator.Gateway.Integrate;
using Xunit;

namespace Egress.Emulator.Tests.Gateway.Integrate;

public sealed class UnquotedNamesTests
{
    [Theory]
    [InlineData("{statusCode: 200}", """{"statusCode": 200}""")]
    [InlineData("{ a1 :1,\n_b:{c:2}}", "{ \"a1\" :1,\n\"_b\":{\"c\":2}}")]
    [InlineData("""{"a": "{b: 1, c: 2}", d: 3}""", """{"a": "{b: 1, c: 2}", "d": 3}""")]
    [InlineData("""{"a": "\" , b: 1", c: "\\", d: 2}""", """{"a": "\" , b: 1", "c": "\\", "d": 2}""")]
    [InlineData("{1a: 2, a b: 3, true}", "{1a: 2, a b: 3, true}")]
    [InlineData("[a, b]", "[a, b]")]
    [InlineData("""{"open: {a: 1}""", """{"open: {a: 1}""")]
    [InlineData("""{a: "\""", """{"a": "\""")]
    [InlineData("", "")]
    [InlineData("{", "{")]
    public void Member_names_get_quotation_marks_and_nothing_else_does(string text, string expected) => Assert.Equal(expected, UnquotedNames.Quote(text));

    [Theory]
    [InlineData("\\\"")]
    [InlineData("\"")]
    [InlineData("{ ")]
    [InlineData(",\"")]
    public void The_time_grows_with_the_text_and_not_with_its_square(string piece)
    {
        var text = "{\"" + string.Concat(Enumerable.Repeat(piece, 2_000_000));

        var start = Stopwatch.GetTimestamp();
        UnquotedNames.Quote(text);

        Assert.InRange(Stopwatch.GetElapsedTime(start), TimeSpan.Zero, TimeSpan.FromSeconds(10));
    }
}
