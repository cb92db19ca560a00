using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Egress.Emulator;
using Egress.Emulator.Demo;
using Xunit;

namespace Egress.EndToEnd.Tests;

/// <summary>A private upstream beside a public one: each is reached by its own way, and by no other.</summary>
public sealed class PrivateUpstreamTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_function_reaches_both_by_the_urls_that_it_has_always_used()
    {
        await using var upstream = await EchoUpstream.StartAsync(Cancelled);
        await using var emulator = await CombinationTests.StartAsync(upstream, CombinationTests.PrivateWay);

        await CallAsync(emulator, CombinationTests.PrivateHost, "/anything/a");
        await CallAsync(emulator, CombinationTests.PrivateHost, "/");
        await CallAsync(emulator, EmulatedTemplate.Host, "/anything/b");
        await CallAsync(emulator, CombinationTests.PrivateHost, "/anything/c", "its-own-key");

        var key = Key(emulator);
        Assert.Equal(["/anything/a", "/", "/anything/b", "/anything/c"], upstream.Seen.Select(request => request.Target));
        Assert.Equal([CombinationTests.PrivateHost, CombinationTests.PrivateHost, EmulatedTemplate.Host, CombinationTests.PrivateHost], upstream.Seen.Select(request => Header(request, "Host")));
        Assert.Equal(["-", "-", "-", "its-own-key"], upstream.Seen.Select(request => Header(request, "x-api-key")));
        Assert.All(upstream.Seen, request => Assert.False(request.Contains(key) || request.Contains("127.0.0.1"), "the gateway's key or the caller's address reached an upstream"));
    }

    [Fact]
    public async Task The_wrong_way_leads_nowhere()
    {
        (string Because, string Path)[] ways =
        [
            ("the public way to a private upstream, whose name may lead elsewhere in public", "/ledger_example_com/anything"),
            ("the same to its root", "/ledger_example_com"),
            ("the same with credentials", "/ledger_example_com/-/carry/anything"),
            ("the private way to a public upstream", "/httpbin_org/-/private/anything"),
            ("the same to its root", "/httpbin_org/-/private"),
            ("the same with credentials", "/httpbin_org/-/private-carry/anything"),
        ];
        await using var upstream = await EchoUpstream.StartAsync(Cancelled);
        await using var emulator = await CombinationTests.StartAsync(upstream, CombinationTests.PrivateWay);
        using var client = new HttpClient(new SocketsHttpHandler());
        client.DefaultRequestHeaders.Add("x-apigw-api-id", emulator.Stack.RestApis[0].Id);
        client.DefaultRequestHeaders.Add("x-api-key", Key(emulator));
        client.DefaultRequestHeaders.Add("x-upstream-api-key", "its-own-key");

        foreach (var (because, path) in ways)
        {
            using var answer = await client.GetAsync(new Uri(emulator.Endpoints[0].Http, path), Cancelled);

            Assert.True(answer.StatusCode == HttpStatusCode.InternalServerError, $"{because}: {answer.StatusCode}");
            Assert.Equal($"{emulator.Stack.Identity.Id} API_CONFIGURATION_ERROR", Assert.Single(answer.Headers.GetValues("x-egress-error")));
        }

        Assert.Empty(upstream.Seen);
    }

    private static async Task CallAsync(RunningEmulator emulator, string host, string path, string? ownKey = null)
    {
        var headers = new JsonObject { ["Host"] = host };
        if (ownKey is not null)
        {
            headers["x-api-key"] = ownKey;
        }

        var request = new JsonObject { ["httpMethod"] = "GET", ["path"] = path, ["headers"] = headers }.ToJsonString();
        var result = await emulator.Functions.InvokeAsync(emulator.Function("CallerFunction"), Encoding.UTF8.GetBytes(request), Cancelled);
        Assert.True(JsonNode.Parse(result.Payload.Span)?["statusCode"]?.GetValue<int>() == 200, $"{host}{path}: {Encoding.UTF8.GetString(result.Payload.Span)}");
    }

    private static string? Header(SeenRequest request, string name) => request.Headers.SingleOrDefault(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    private static string Key(RunningEmulator emulator) =>
        JsonNode.Parse(emulator.Secrets.Read(emulator.Secrets.AllPresent().Single().Arn, "AWSCURRENT")!)!["apiKey"]!.GetValue<string>();
}
