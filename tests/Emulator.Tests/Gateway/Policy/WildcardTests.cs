using Egress.Emulator.Gateway.Policy;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Egress.Emulator.Tests.Gateway.Policy;

public sealed class WildcardTests
{
    [Theory]
    [InlineData("a question mark needs a character", "a?", "a", false)]
    [InlineData("the whole text counts", "a", "ab", false)]
    [InlineData("a star may be empty", "a*", "a", true)]
    [InlineData("a star goes over slashes", "a*c", "a/b/c", true)]
    [InlineData("a star gives back", "*ab*ab", "abab", true)]
    [InlineData("nothing matches nothing", "", "", true)]
    public void A_pattern_matches_or_not(string because, string pattern, string text, bool matches) => Assert.True(Wildcard.Matches(pattern, text) == matches, because);

    [Fact]
    public void Every_text_matches_itself_and_stars_around_it() => Prop.ForAll<NonNull<string>>(text =>
        Wildcard.Matches("*" + text.Get + "*", "before" + text.Get + "after") && Wildcard.Matches(text.Get, text.Get)).QuickCheckThrowOnFailure();

    [Fact]
    public void Many_stars_cost_no_exponential_time() =>
        Assert.False(Wildcard.Matches(string.Concat(Enumerable.Repeat("*a", 200)) + "b", new string('a', 5_000)));
}
