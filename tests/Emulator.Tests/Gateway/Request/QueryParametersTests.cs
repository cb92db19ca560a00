using Egress.Emulator.Gateway.Request;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Egress.Emulator.Tests.Gateway.Request;

public sealed class QueryParametersTests
{
    [Theory]
    [InlineData("an encoded slash comes out bare", "x=U%2FfO", "x=U/fO")]
    [InlineData("a plus is a space", "a=b+c", "a=b%20c")]
    [InlineData("an encoded plus stays one", "a=b%2Bc", "a=b%2Bc")]
    [InlineData("a semicolon splits", "a=1;b=2", "a=1&b=2")]
    [InlineData("order and duplicates stay", "b=1&a=2&b=3", "b=1&a=2&b=3")]
    [InlineData("case of names stays", "A=1&a=2", "A=1&a=2")]
    [InlineData("a name without a value gets an empty one", "a&b=", "a=&b=")]
    [InlineData("an empty name", "=v", "=v")]
    [InlineData("empty parts are nothing", "&&a=1&", "a=1")]
    [InlineData("an equals sign in a value", "a=b=c", "a=b=c")]
    [InlineData("an encoded ampersand stays encoded", "a=b%26c", "a=b%26c")]
    [InlineData("an encoded percent stays encoded", "a=100%25", "a=100%25")]
    [InlineData("line breaks stay encoded", "a=%0D%0Ab", "a=%0D%0Ab")]
    [InlineData("text beyond ASCII", "a=%C3%A9", "a=%C3%A9")]
    [InlineData("bytes that are no UTF-8 become U+FFFD", "a=%FF", "a=%EF%BF%BD")]
    public void A_query_is_decoded_and_encoded_again(string because, string raw, string expected) =>
        Assert.True(QueryParameters.Format(QueryParameters.Parse(raw), spaceAsPlus: false) == expected, because);

    [Fact]
    public void A_switch_writes_spaces_as_plus() => Assert.Equal("a=b+c%2B", QueryParameters.Format(QueryParameters.Parse("a=b%20c%2B"), spaceAsPlus: true));

    [Fact]
    public void What_is_written_is_read_back() => Prop.ForAll<NonNull<string>, NonNull<string>>((name, value) =>
    {
        var (plainName, plainValue) = (Valid(name.Get), Valid(value.Get));
        return plainName.Length == 0 || QueryParameters.Parse(QueryParameters.Format([new QueryParameter(plainName, plainValue)], spaceAsPlus: false)).Single() == new QueryParameter(plainName, plainValue);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Reading_and_writing_twice_changes_nothing_more() => Prop.ForAll<NonNull<string>>(raw =>
    {
        var once = QueryParameters.Format(QueryParameters.Parse(raw.Get), spaceAsPlus: false);
        return QueryParameters.Format(QueryParameters.Parse(once), spaceAsPlus: false) == once && QueryParameters.IsSupported(once);
    }).QuickCheckThrowOnFailure();

    // Half a surrogate pair is no character and has no UTF-8.
    private static string Valid(string text) => new([.. text.Where(character => !char.IsSurrogate(character))]);
}
