using System.Text.Json.Nodes;
using Egress.Testing.Wire;

namespace Egress.Caller.Tests;

public sealed class WarmUpTests
{
    public static TheoryData<string, Reply> Troubles => new()
    {
        { "a connection that is reset", Replies.Reset() },
        { "an answer that is none", Replies.RawThenReset("no HTTP") },
        { "an answer that breaks off", Replies.RawThenReset("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nx") },
        { "no answer at all", Replies.Silence() },
        { "a key that is refused", Replies.Rejection(FakeGateway.Mark, 403, "INVALID_API_KEY") },
        { "a fault of the gateway's", Replies.Rejection(FakeGateway.Mark, 500, "DEFAULT_5XX", "InternalServerErrorException", "Internal server error") },
    };

    [Theory]
    [MemberData(nameof(Troubles))]
    public async Task Whatever_the_gateway_does_at_start_the_first_request_is_answered(string because, Reply trouble)
    {
        await using var gateway = new FakeGateway();
        gateway.Next(trouble, trouble);
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
