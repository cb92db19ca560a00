using System.Text.Json.Nodes;
using Egress.Testing.Wire;

namespace Egress.Caller.Tests;

public sealed class WarmUpTests
{
    public static TheoryData<string, Reply, int> Troubles => new()
    {
        { "a connection that is reset", Replies.Reset(), 2 },
        { "an answer that is none", Replies.RawThenReset("no HTTP"), 2 },
        { "an answer that breaks off", Replies.RawThenReset("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nx"), 1 },
        { "no answer at all", Replies.Silence(), 1 },
        { "a key that is refused", Replies.Rejection(FakeGateway.Mark, 403, "INVALID_API_KEY"), 1 },
        { "a fault of the gateway's", Replies.Rejection(FakeGateway.Mark, 500, "DEFAULT_5XX", "InternalServerErrorException", "Internal server error"), 1 },
    };

    [Theory]
    [MemberData(nameof(Troubles))]
    public async Task Whatever_the_gateway_does_at_start_the_first_request_is_answered(string because, Reply trouble, int times)
    {
        await using var gateway = new FakeGateway();
        gateway.Next([.. Enumerable.Repeat(trouble, times)]);
        await using var secrets = new FakeSecrets(Given.Key);
        await using var runtime = new FakeRuntimeApi();
        await using var caller = new CallerProcess(runtime, CallerProcess.Environment(gateway, secrets));

        var answer = JsonNode.Parse(await runtime.InvokeAsync(Given.Event().ToJsonString()).WaitAsync(TimeSpan.FromSeconds(60), Given.Cancellation))!;
        await caller.EndAsync();

        Assert.True(200 == (int)answer["statusCode"]!, because);
        Assert.Contains("Not warm at start", await caller.Output, StringComparison.Ordinal);
        Assert.False(runtime.InitError.IsCompleted);
    }
}
