using System.Text;
using Egress.Emulator.Gateway.Waf;
using Xunit;

namespace Egress.Emulator.Tests.Gateway.Waf;

public sealed class TextTransformationTests
{
    [Theory]
    [InlineData("NONE", "A %41&lt;", "A %41&lt;")]
    [InlineData("LOWERCASE", "AZ[az]Ä", "az[az]Ä")]
    [InlineData("URL_DECODE", "a%2Fb+c%zz%4", "a/b c%zz%4")]
    [InlineData("URL_DECODE", "%2541", "%41")]
    [InlineData("COMPRESS_WHITE_SPACE", "a \t\r\n\v\fb  c ", "a b c ")]
    [InlineData("HTML_ENTITY_DECODE", "&lt;b&gt;&quot;&#65;&#x42;&amp;", "<b>\"AB&amp;")]
    [InlineData("HTML_ENTITY_DECODE", "&#x20AC;&#55296;", "€&#55296;")]
    [InlineData("BASE64_DECODE", "a2V5", "key")]
    [InlineData("BASE64_DECODE", "a2V!", "a2V!")]
    public void A_transformation_changes_what_is_inspected(string name, string value, string expected) =>
        Assert.Equal(expected, Encoding.UTF8.GetString(TextTransformation.ByName[name](Encoding.UTF8.GetBytes(value))));

    [Fact]
    public void A_no_break_space_is_byte_160()
    {
        Assert.Equal([160], TextTransformation.ByName["HTML_ENTITY_DECODE"]("&nbsp;"u8.ToArray()));
        Assert.Equal(" "u8, TextTransformation.ByName["COMPRESS_WHITE_SPACE"]([160, 160]));
    }

    [Fact]
    public void Bytes_that_are_no_text_survive_decoding() => Assert.Equal([0xff, 0x41], TextTransformation.ByName["URL_DECODE"]("%ffA"u8.ToArray()));
}
