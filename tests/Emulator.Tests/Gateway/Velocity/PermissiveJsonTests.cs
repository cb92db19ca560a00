using System.Diagnostics;
using Egress.Emulator.Gateway.Velocity;
using Xunit;

namespace Egress.Emulator.Tests.Gateway.Velocity;

public sealed class PermissiveJsonTests
{
    [Theory]
    [InlineData("{ a: b , 'c': \"d\" }", "{a=b, c=d}")]
    [InlineData("{a b: c d, e{}: [f g, h],}", "{a b=c d, e{}=[\"f g\",\"h\"]}")]
    [InlineData("{,,a: 1,,}", "{a=1}")]
    [InlineData("[1,,2,]", "[1,2]")]
    [InlineData("{a: 1} and more", "{a=1}")]
    [InlineData("{a: 007, b: 1.50, c: 1e3, d: -2, e: 1x}", "{a=7, b=1.5, c=1000.0, d=-2, e=1x}")]
    [InlineData("{a: null, b: true, c: false, d: nullx}", "{a=null, b=true, c=false, d=nullx}")]
    [InlineData("{a: 1, a: 2}", "{a=2}")]
    [InlineData("""{"a\n\u0041\"\/\q": '\''}""", "{a\nA\"/q='}")]
    [InlineData("{\"a\": \"b\nc\"}", "{a=bc}")]
    [InlineData("{a: 1 b: 2}", "{a=1 b: 2}")]
    [InlineData("{}", "{}")]
    [InlineData(" [ ] ", "[]")]
    [InlineData("not json", "not json")]
    [InlineData("", "null")]
    public void It_takes_what_is_nearly_JSON(string text, string expected)
    {
        Assert.True(PermissiveJson.TryRead(text, 100, out var value));
        Assert.Equal(expected, new Rendering(new Dictionary<string, object?>()).TextOf(value));
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[1")]
    [InlineData("{a}")]
    [InlineData("{a: 'b' c: 2}")]
    [InlineData("{a: {}b: 2}")]
    [InlineData("{a: }")]
    [InlineData("{[a]: 1}")]
    [InlineData("{{a: 1}}")]
    [InlineData("\"a")]
    [InlineData("'a\"")]
    [InlineData("\"\\u12\"")]
    [InlineData("}")]
    [InlineData(":")]
    public void It_refuses_what_is_not(string text) => Assert.False(PermissiveJson.TryRead(text, 100, out _));

    [Theory]
    [InlineData("[")]
    [InlineData("{a:")]
    public void Depth_is_refused(string piece) => Assert.False(PermissiveJson.TryRead(string.Concat(Enumerable.Repeat(piece, 100_000)), 1_000, out _));

    [Theory]
    [InlineData("\\\"")]
    [InlineData("\"")]
    [InlineData("{ ")]
    [InlineData(",\"")]
    public void The_time_grows_with_the_text_and_not_with_its_square(string piece)
    {
        var text = "{\"" + string.Concat(Enumerable.Repeat(piece, 2_000_000));

        var start = Stopwatch.GetTimestamp();
        PermissiveJson.TryRead(text, 1_000, out _);

        Assert.InRange(Stopwatch.GetElapsedTime(start), TimeSpan.Zero, TimeSpan.FromSeconds(10));
    }
}
