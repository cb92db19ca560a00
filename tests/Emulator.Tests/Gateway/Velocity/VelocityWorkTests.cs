using System.Diagnostics;
using Xunit;

namespace Egress.Emulator.Tests.Gateway.Velocity;

/// <summary>What a template does is counted as the work that it is, however it is written.</summary>
public sealed class VelocityWorkTests
{
    private const string TooMuch = "more work than a mapping template may take";

    [Theory]
    [InlineData("matches that are each sought to the end", "$input.body.replaceAll('a(.*b)?', '')", 100_000, TooMuch)]
    [InlineData("as pieces", "$input.body.split('a(.*b)?').size()", 100_000, TooMuch)]
    [InlineData("a pattern that counts", "$input.body.replaceAll('(a{1,30}){1,30}b', '')", 1_000_000, "more than 1 s to match")]
    public void It_ends(string because, string template, int letters, string fault) => Faults(because, template, new string('a', letters), fault);

    [Theory]
    [InlineData("a letter", "a", "b")]
    [InlineData("several", "a+", "b")]
    [InlineData("one of a class", "[a-c]", "b")]
    [InlineData("one of two words", "(a|cc)", "b")]
    public void What_grows_with_the_text_alone_is_done(string because, string pattern, string replacement)
    {
        var body = string.Concat(Enumerable.Repeat("a ", 500_000));

        Assert.True(Templates.Run($"$input.body.replaceAll('{pattern}', '{replacement}')", body) == body.Replace('a', 'b'), because);
    }

    private static void Faults(string because, string template, string body, string fault)
    {
        var start = Stopwatch.GetTimestamp();

        var found = Templates.Fault(template, body);

        Assert.True(found.Contains(fault, StringComparison.Ordinal), $"{because}: {found[..Math.Min(found.Length, 200)]}");
        Assert.InRange(Stopwatch.GetElapsedTime(start), TimeSpan.Zero, TimeSpan.FromSeconds(20));
    }
}
