using System.Text.Json.Nodes;
using Egress.Testing.Wire;

namespace Egress.Caller.Tests;

public sealed class EventRequestTests
{
    [Fact]
    public async Task The_event_arrives_as_the_request_that_it_describes()
    {
        await using var gateway = new FakeGateway();
        var described = Given.Event("POST", "/v1/a%20b/");
        described["multiValueHeaders"] = new JsonObject { ["host"] = new JsonArray("api.example.com"), ["Content-Type"] = new JsonArray("text/plain"), ["X-Two"] = new JsonArray("1", "2") };
        described["multiValueQueryStringParameters"] = new JsonObject { ["a b"] = new JsonArray("1&2", "é"), ["empty"] = new JsonArray("") };
        described["queryStringParameters"] = new JsonObject { ["ignored"] = "1" };
        described["body"] = "böдy";

        var answer = await Given.AnswerAsync(gateway, described);

        var seen = Assert.Single(gateway.Requests);
        Assert.Equal(200, answer.StatusCode);
        Assert.Equal(("POST", "/api_example_com/v1/a%20b/?a%20b=1%262&a%20b=%C3%A9&empty=", "böдy"), (seen.Method, seen.Target, seen.Text));
        Assert.Equal("1,2", string.Join(',', seen["X-Two"]).Replace(" ", "", StringComparison.Ordinal));
        Assert.Equal(["text/plain"], seen["Content-Type"]);
    }

    [Fact]
    public async Task A_base64_body_arrives_as_its_bytes()
    {
        await using var gateway = new FakeGateway();
        var described = Given.Event("PUT");
        described["body"] = Convert.ToBase64String([0, 255, 1]);
        described["isBase64Encoded"] = true;

        await Given.AnswerAsync(gateway, described);

        Assert.Equal([0, 255, 1], Assert.Single(gateway.Requests).Body.ToArray());
    }

    [Fact]
    public async Task What_belongs_to_the_invokers_connection_is_not_forwarded()
    {
        await using var gateway = new FakeGateway();
        var described = Given.Event();
        var headers = described["headers"]!.AsObject();
        string[] hopByHop = ["Connection", "Keep-Alive", "Proxy-Authorization", "TE", "Trailer", "Transfer-Encoding", "Upgrade", "Expect", "X-Named"];
        Array.ForEach(hopByHop, name => headers[name] = name == "Connection" ? "X-Named, close" : "x");
        headers["Content-Length"] = "999";
        headers["X-Kept"] = "1";

        var answer = await Given.AnswerAsync(gateway, described);

        var seen = Assert.Single(gateway.Requests);
        Assert.Equal(200, answer.StatusCode);
        Assert.DoesNotContain(seen.Headers, header => hopByHop.Contains(header.Key) || header.Value == "999");
        Assert.Equal(["1"], seen["X-Kept"]);
    }

    [Fact]
    public async Task A_null_among_several_values_is_an_empty_one()
    {
        await using var gateway = new FakeGateway();
        var described = Given.Event("GET", "/v1");
        described["multiValueHeaders"] = new JsonObject { ["Host"] = new JsonArray("api.example.com"), ["Connection"] = new JsonArray((JsonNode?)null), ["X-Empty"] = new JsonArray((JsonNode?)null), ["X-None"] = null };
        described["multiValueQueryStringParameters"] = new JsonObject { ["a"] = new JsonArray((JsonNode?)null) };

        var answer = await Given.AnswerAsync(gateway, described);

        Assert.Equal(200, answer.StatusCode);
        Assert.Equal("/api_example_com/v1?a=", Assert.Single(gateway.Requests).Target);
    }

    public static TheoryData<string, string> BadEvents => new()
    {
        { "not JSON", "{" },
        { "null", "null" },
        { "a list", "[]" },
        { "nothing", "{}" },
        { "no host", """{"httpMethod":"GET","path":"/"}""" },
        { "two hosts", """{"httpMethod":"GET","path":"/","multiValueHeaders":{"Host":["a.example","b.example"]}}""" },
        { "a host with a path", """{"httpMethod":"GET","path":"/","headers":{"Host":"a.example/x"}}""" },
        { "a host with a user", """{"httpMethod":"GET","path":"/","headers":{"Host":"a.example@b.example"}}""" },
        { "a host with a backslash", """{"httpMethod":"GET","path":"/","headers":{"Host":"a.example\\b"}}""" },
        { "a host with a fragment", """{"httpMethod":"GET","path":"/","headers":{"Host":"a.example#"}}""" },
        { "a null for a host", """{"httpMethod":"GET","path":"/","multiValueHeaders":{"Host":[null]}}""" },
        { "an empty host", """{"httpMethod":"GET","path":"/","headers":{"Host":""}}""" },
        { "a host that is none", """{"httpMethod":"GET","path":"/","headers":{"Host":"a..example"}}""" },
        { "no method", """{"path":"/","headers":{"Host":"a.example"}}""" },
        { "a method that is none", """{"httpMethod":"G E T","path":"/","headers":{"Host":"a.example"}}""" },
        { "a path that would go on with the host", """{"httpMethod":"GET","path":".evil.example/","headers":{"Host":"a.example"}}""" },
        { "a body that is not base64", """{"httpMethod":"POST","path":"/","headers":{"Host":"a.example"},"body":"%","isBase64Encoded":true}""" },
        { "a header name that is none", """{"httpMethod":"GET","path":"/","headers":{"Host":"a.example","a b":"c"}}""" },
        { "headers of another type", """{"httpMethod":"GET","path":"/","headers":7}""" },
    };

    [Theory]
    [MemberData(nameof(BadEvents))]
    public async Task An_event_that_describes_no_request_is_answered_400_and_sends_nothing(string because, string json)
    {
        await using var gateway = new FakeGateway();

        var result = await Given.Function(gateway).InvokeAsync(Given.Stream(json), new FakeContext(TimeSpan.FromSeconds(30)));

        var answer = JsonNode.Parse(result)!;
        var body = JsonNode.Parse((string)answer["body"]!)!;
        Assert.True((400, "BadEvent") == ((int)answer["statusCode"]!, (string)body["reason"]!), because);
        Assert.Contains("Expected", (string)body["remedy"]!, StringComparison.Ordinal);
        Assert.Empty(gateway.Requests);
    }

    [Theory]
    [InlineData("a question mark in the path is a character of it", "/a?b", "/api_example_com/a%3Fb")]
    [InlineData("and so is a number sign", "/a#b", "/api_example_com/a%23b")]
    [InlineData("what is not ASCII is encoded", "/é", "/api_example_com/%C3%A9")]
    [InlineData("no path is the root", "", "/api_example_com/")]
    public async Task The_path_is_encoded_where_it_is_not(string because, string path, string target)
    {
        await using var gateway = new FakeGateway();

        await Given.AnswerAsync(gateway, Given.Event("GET", path));

        Assert.True(Assert.Single(gateway.Requests).Target == target, because);
    }

    [Fact]
    public async Task What_the_gateway_cannot_represent_is_answered_400_with_the_reason()
    {
        await using var gateway = new FakeGateway();

        var answer = await Given.AnswerAsync(gateway, Given.Event("GET", "/a%2Fb"));

        Assert.Equal((400, "NotRepresentable"), (answer.StatusCode, (string?)JsonNode.Parse(answer.Body)!["reason"]));
        Assert.Empty(gateway.Requests);
    }
}
