using System.Text;
using Egress.Emulator.Gateway.Waf;
using Xunit;

namespace Egress.Emulator.Tests.Gateway.Waf;

public sealed class ByteMatchTests
{
    [Theory]
    [InlineData("more in front", "EXACTLY", "xkey", false)]
    [InlineData("more behind", "EXACTLY", "keyx", false)]
    [InlineData("another case", "EXACTLY", "KEY", false)]
    [InlineData("the same", "EXACTLY", "key", true)]
    [InlineData("not at the start", "STARTS_WITH", "a key", false)]
    [InlineData("at the start", "STARTS_WITH", "key a", true)]
    [InlineData("not at the end", "ENDS_WITH", "key a", false)]
    [InlineData("at the end", "ENDS_WITH", "a key", true)]
    [InlineData("not at all", "CONTAINS", "ke y", false)]
    [InlineData("an empty value", "CONTAINS", "", false)]
    [InlineData("within a word", "CONTAINS", "monkeys", true)]
    [InlineData("within a word is no word", "CONTAINS_WORD", "monkeys", false)]
    [InlineData("a word's begin", "CONTAINS_WORD", "keys", false)]
    [InlineData("an underscore belongs to the word", "CONTAINS_WORD", "_key", false)]
    [InlineData("a word's end", "CONTAINS_WORD", "monkey", false)]
    [InlineData("the whole", "CONTAINS_WORD", "key", true)]
    [InlineData("between others", "CONTAINS_WORD", "a-key.b", true)]
    [InlineData("the second occurrence", "CONTAINS_WORD", "keykey key", true)]
    public void A_positional_constraint_says_where_the_bytes_have_to_be(string because, string constraint, string value, bool matches) =>
        Assert.True(ByteMatch.ByConstraint[constraint](Encoding.UTF8.GetBytes(value), "key"u8.ToArray()) == matches, because);
}
