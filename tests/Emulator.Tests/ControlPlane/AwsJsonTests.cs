using System.Text;
using System.Text.Json.Nodes;
using Egress.Emulator.ControlPlane;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Egress.Emulator.Tests.ControlPlane;

public sealed class AwsJsonTests
{
    [Theory]
    [InlineData("no JSON", "{")]
    [InlineData("a list", "[]")]
    [InlineData("null", "null")]
    [InlineData("a name twice", """{"a":1,"a":2}""")]
    [InlineData("a name twice, deeper", """{"b":[{"a":1,"a":2}]}""")]
    [InlineData("half a surrogate pair", """{"a":"\ud800"}""")]
    [InlineData("half a pair in a name", """{"\udc00":1}""")]
    [InlineData("bytes that are no UTF-8", "{\"a\":\"\u00ff\u00fe\"}")]
    [InlineData("two bodies", "{}{}")]
    public void What_has_no_one_meaning_is_a_serialization_error(string because, string body)
    {
        var refusal = Assert.Throws<ControlPlaneException>(() => AwsJson.Parse(Encoding.Latin1.GetBytes(body)));

        Assert.True(refusal.ErrorType == "SerializationException", because);
    }

    [Fact]
    public void Depth_is_no_way_in() =>
        Assert.Throws<ControlPlaneException>(() => AwsJson.Parse(Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("{\"a\":", 10_000)) + "1" + new string('}', 10_000))));

    [Fact]
    public void Any_bytes_are_an_object_that_can_be_read_or_are_refused()
    {
        var soups = Gen.Elements("{", "}", "[", "]", ":", ",", "\"a\"", "\"b\"", "1", "1e400", "null", "\"\\ud800\"", "\"\u00ff\"", " ", "\0").ListOf().Select(pieces => "{" + string.Concat(pieces) + "}");

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(5_000), Prop.ForAll(soups.ToArbitrary(), soup => IsReadOrRefused(Encoding.Latin1.GetBytes(soup))));
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(500), Prop.ForAll<byte[]>(IsReadOrRefused));
    }

    private static bool IsReadOrRefused(byte[] body)
    {
        try
        {
            var read = AwsJson.Parse(body);
            return JsonNode.DeepEquals(AwsJson.Parse(AwsJson.Bytes(read)), read);
        }
        catch (ControlPlaneException)
        {
            return true;
        }
    }
}
