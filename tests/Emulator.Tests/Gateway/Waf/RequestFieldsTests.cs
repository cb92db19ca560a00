using System.Text;
using Egress.Emulator.Gateway;
using Egress.Emulator.Gateway.Waf;
using Xunit;

namespace Egress.Emulator.Tests.Gateway.Waf;

public sealed class RequestFieldsTests
{
    private static readonly HeaderLine[] Headers = [new("Host", "h"), new("X-A", "1"), new("x-a", "2")];

    private static readonly WafRequest Request = WafRequests.Of("/api/a%2Fb", "a=1&B=%32&a&b=3=4", "0123456789", Headers);

    private static readonly Dictionary<string, RequestField> Fields = new()
    {
        ["method"] = RequestFields.Method,
        ["path"] = RequestFields.UriPath,
        ["query"] = RequestFields.QueryString,
        ["arguments"] = RequestFields.AllQueryArguments,
        ["argument b"] = RequestFields.SingleQueryArgument("b"),
        ["argument c"] = RequestFields.SingleQueryArgument("c"),
        ["header"] = RequestFields.SingleHeader("X-a"),
        ["no header"] = RequestFields.SingleHeader("x-b"),
        ["body"] = RequestFields.Body(10),
        ["part of the body"] = RequestFields.Body(9),
        ["names"] = RequestFields.Headers(_ => true, names: true, values: false),
        ["values"] = RequestFields.Headers(name => name != "Host", names: false, values: true),
        ["both"] = RequestFields.Headers(name => name == "Host", names: true, values: true),
    };

    [Theory]
    [InlineData("method", "POST")]
    [InlineData("path", "/api/a%2Fb")]
    [InlineData("query", "a=1&B=%32&a&b=3=4")]
    [InlineData("arguments", "1|%32||3=4")]
    [InlineData("argument b", "%32|3=4")]
    [InlineData("argument c", null)]
    [InlineData("header", "1|2")]
    [InlineData("no header", null)]
    [InlineData("body", "0123456789")]
    [InlineData("part of the body", "012345678")]
    [InlineData("names", "Host|X-A|x-a")]
    [InlineData("values", "1|2")]
    [InlineData("both", "Host|h")]
    public void A_component_is_inspected_as_it_came(string field, string? expected)
    {
        var inspected = Fields[field].Read(Request);

        Assert.Equal(expected?.Split('|') ?? [], inspected.Values.Select(Encoding.UTF8.GetString));
        Assert.Equal(field == "part of the body", inspected.IsOversize);
    }

    [Theory]
    [InlineData("two hundred headers", 200, 1, 200, false)]
    [InlineData("one more", 201, 1, 200, true)]
    [InlineData("8 KB", 4, 2047, 4, false)]
    [InlineData("one byte a header more", 4, 2048, 3, true)]
    public void Of_very_many_headers_the_first_are_inspected(string because, int count, int valueBytes, int inspected, bool isOversize)
    {
        var lines = Enumerable.Range(0, count).Select(_ => new HeaderLine("n", new string('v', valueBytes))).ToArray();

        var values = RequestFields.Headers(_ => true, names: false, values: true).Read(WafRequests.Of(headers: lines));

        Assert.True((values.Values.Count, values.IsOversize) == (inspected, isOversize), because);
    }

    [Theory]
    [InlineData("the last that is handed over", 8_192 - 11, 1)]
    [InlineData("behind the first 8 KB", 8_192 - 10, 0)]
    public void One_header_is_looked_for_among_those_that_AWS_WAF_is_given(string because, int paddingBytes, int inspected)
    {
        var request = WafRequests.Of(headers: [new HeaderLine("p", new string('v', paddingBytes)), new HeaderLine("X-API-Key", "k")]);

        Assert.True(RequestFields.SingleHeader("x-api-key").Read(request).Values.Count == inspected, because);
    }
}
