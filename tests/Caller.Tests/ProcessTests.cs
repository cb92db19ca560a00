using System.Text.Json.Nodes;
using Egress.Testing.Wire;

namespace Egress.Caller.Tests;

/// <summary>The real process over a real Runtime API, with Secrets Manager and the gateway at the wire.</summary>
public sealed class ProcessTests
{
    private const string Key = "KeyOne0123456789abcdefghijklmnopqrstuvwxyz";

    private static TimeSpan Patience => TimeSpan.FromSeconds(60);

    [Fact]
    public async Task An_event_is_answered_by_its_upstream_and_the_log_has_one_line_without_the_key()
    {
        await using var gateway = new FakeGateway();
        await using var secrets = new FakeSecrets(Key);
        await using var runtime = new FakeRuntimeApi();
        await using var caller = new CallerProcess(runtime, CallerProcess.Environment(gateway, secrets));

        var answer = JsonNode.Parse(await runtime.InvokeAsync("""{"httpMethod":"GET","path":"/anything/x","headers":{"Host":"httpbin.org"},"queryStringParameters":{"y":"1"}}""")
            .WaitAsync(Patience, TestContext.Current.CancellationToken))!;
        await caller.EndAsync();

        Assert.Equal(200, (int)answer["statusCode"]!);
        Assert.Equal("hello", (string?)answer["body"]);
        Assert.Equal(["/warm-up_invalid/warm-up", "/httpbin_org/anything/x?y=1"], gateway.Requests.Select(request => request.Target));
        Assert.Single(gateway.Requests.Select(request => request.Connection).Distinct());
        Assert.All(gateway.Requests, request => Assert.Equal([Key], request["x-api-key"]));
        var output = await caller.Output;
        Assert.Single(output.Split('\n'), line => line.Contains("httpbin.org", StringComparison.Ordinal));
        Assert.DoesNotContain("warm-up", output, StringComparison.Ordinal);
        Assert.DoesNotContain(Key, output + await caller.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bad_deployment_fails_at_cold_start_and_says_which_variable()
    {
        await using var gateway = new FakeGateway();
        await using var secrets = new FakeSecrets(Key);
        await using var runtime = new FakeRuntimeApi();
        var environment = CallerProcess.Environment(gateway, secrets);
        environment["Egress__GatewayUrl"] = "http://gateway.example/prod";
        await using var caller = new CallerProcess(runtime, environment);

        var error = await runtime.InitError.WaitAsync(Patience, TestContext.Current.CancellationToken);

        Assert.Contains("Egress:GatewayUrl", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_that_cannot_be_read_fails_the_request_and_not_the_start()
    {
        await using var gateway = new FakeGateway();
        await using var secrets = new FakeSecrets(Key);
        secrets.Fail("AccessDeniedException");
        await using var runtime = new FakeRuntimeApi();
        await using var caller = new CallerProcess(runtime, CallerProcess.Environment(gateway, secrets));

        var answer = JsonNode.Parse(await runtime.InvokeAsync("""{"httpMethod":"GET","path":"/","headers":{"Host":"httpbin.org"}}""")
            .WaitAsync(Patience, TestContext.Current.CancellationToken))!;

        Assert.Equal(503, (int)answer["statusCode"]!);
        Assert.Equal("KeyUnavailable", (string?)JsonNode.Parse((string)answer["body"]!)!["reason"]);
        Assert.Empty(gateway.Requests);
    }
}
