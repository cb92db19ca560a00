using System.Text;
using System.Text.Json.Nodes;
using Egress.Testing;
using Xunit;

namespace Egress.EndToEnd.Tests;

/// <summary>CallerFunction as a Lambda process, in the closed network, over HTTPS to the endpoint.</summary>
public sealed class CallerTests(EmulatedTemplate template)
{
    [Fact]
    public async Task A_function_in_the_closed_network_gets_an_answer_from_outside()
    {
        var answer = await InvokeAsync(Event("GET", "/anything/first"));

        Assert.Equal(200, answer["statusCode"]!.GetValue<int>());
        Assert.Contains("https://httpbin.org/anything/first", answer["body"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_upstream_sees_neither_the_gateway_key_nor_the_callers_address()
    {
        await InvokeAsync(Event("POST", "/anything/leak"));

        var seen = template.Upstream.Seen.Single(request => request.Target == "/anything/leak");
        var key = JsonNode.Parse(template.Emulator.Secrets.Read(template.Emulator.Secrets.AllPresent().Single().Arn, "AWSCURRENT")!)!["apiKey"]!.GetValue<string>();
        Assert.Equal("POST", seen.Method);
        Assert.False(seen.Contains(key), "the gateway key reached the upstream");
        Assert.False(seen.Contains("127.0.0.1"), "the caller's address reached the upstream");
    }

    [Fact]
    public async Task An_upstream_that_the_template_does_not_open_is_refused_with_the_reason()
    {
        var before = template.Upstream.Seen.Count;

        var answer = await InvokeAsync(Event("GET", "/get", host: "example.org"));

        Assert.InRange(answer["statusCode"]!.GetValue<int>(), 400, 599);
        Assert.Contains("example.org", answer["body"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.DoesNotContain(template.Upstream.Seen.Skip(before), request => request.Target == "/get");
    }

    [Theory]
    [InlineData("get.json")]
    [InlineData("post.json")]
    [InlineData("upload.json")]
    public async Task The_example_events_are_answered(string eventFile)
    {
        var answer = await InvokeAsync(await File.ReadAllTextAsync(Repository.PathOf("tests", "events", eventFile), TestContext.Current.CancellationToken));

        Assert.Equal(200, answer["statusCode"]!.GetValue<int>());
    }

    private static string Event(string method, string path, string host = EmulatedTemplate.Host) =>
        new JsonObject { ["httpMethod"] = method, ["path"] = path, ["headers"] = new JsonObject { ["Host"] = host }, ["body"] = method == "POST" ? "hello" : null }.ToJsonString();

    private async Task<JsonNode> InvokeAsync(string payload)
    {
        var result = await template.Emulator.Functions.InvokeAsync(template.Emulator.Function("CallerFunction"), Encoding.UTF8.GetBytes(payload), TestContext.Current.CancellationToken);
        Assert.Null(result.FunctionError);
        return JsonNode.Parse(result.Payload.Span)!;
    }
}
