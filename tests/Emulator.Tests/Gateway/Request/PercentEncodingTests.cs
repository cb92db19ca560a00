using Egress.Emulator.Gateway.Request;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Egress.Emulator.Tests.Gateway.Request;

public sealed class PercentEncodingTests
{
    [Theory]
    [InlineData("an encoded slash becomes one", "a%2Fb", "a/b")]
    [InlineData("a space stays encoded", "a%20b", "a%20b")]
    [InlineData("a percent sign stays encoded", "100%25", "100%25")]
    [InlineData("decoded once, not twice", "%252F", "%252F")]
    [InlineData("a plus is a plus", "a+b%2Bc", "a+b+c")]
    [InlineData("what is legal in a path comes out bare", "%40%3A%21%7E", "@:!~")]
    [InlineData("what would end the path does not", "a%3Fb%23c", "a%3Fb%23c")]
    [InlineData("line breaks and zero stay encoded", "%0d%0A%00", "%0D%0A%00")]
    [InlineData("bytes that are no UTF-8 survive", "%FF%C3%A9", "%FF%C3%A9")]
    [InlineData("text beyond ASCII is encoded", "é", "%C3%A9")]
    public void A_path_is_decoded_once_and_encoded_where_it_must_be(string because, string path, string expected) => Assert.True(PercentEncoding.RecodePath(path) == expected, because);

    [Theory]
    [InlineData("", true)]
    [InlineData("a%2fb%FF", true)]
    [InlineData("%", false)]
    [InlineData("a%2", false)]
    [InlineData("%g0", false)]
    [InlineData("%%41", false)]
    public void An_escape_is_two_hex_digits(string text, bool isWellFormed) => Assert.Equal(isWellFormed, PercentEncoding.IsWellFormed(text));

    [Fact]
    public void Nothing_that_breaks_a_request_line_comes_out() => Prop.ForAll<NonNull<string>>(text =>
        new[] { PercentEncoding.RecodePath(text.Get), PercentEncoding.EncodePath(text.Get), PercentEncoding.EncodeQueryValue(text.Get) }
            .All(encoded => PercentEncoding.IsWellFormed(encoded) && encoded.All(character => character is > ' ' and < '\u007f'))).QuickCheckThrowOnFailure();

    [Fact]
    public void Recoding_again_changes_nothing_where_no_escaped_percent_is_left() => Prop.ForAll<NonNull<string>>(text =>
    {
        var once = PercentEncoding.RecodePath(text.Get.Replace("%", "", StringComparison.Ordinal));
        return PercentEncoding.RecodePath(once) == once;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void What_is_encoded_is_decoded_to_the_same_text() => Prop.ForAll<NonNull<string>>(text =>
    {
        var plain = new string([.. text.Get.Where(character => !char.IsSurrogate(character))]);
        return PercentEncoding.DecodeQuery(PercentEncoding.EncodeQueryValue(plain)) == plain && PercentEncoding.DecodeQuery(PercentEncoding.EncodeQueryName(plain)) == plain;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void No_soup_of_escapes_makes_it_fail()
    {
        var texts = Gen.Elements("%", "%2", "%2F", "%zz", "%00", "%FF", "%0d%0a", "+", "/", "..", "é", "\ud800", "\0", "a").ListOf().Select(string.Concat);

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(2_000), Prop.ForAll(texts.ToArbitrary(), text =>
            PercentEncoding.DecodeQuery(text) is not null && (!PercentEncoding.IsWellFormed(text) || PercentEncoding.IsWellFormed(PercentEncoding.RecodePath(text)))));
    }
}
