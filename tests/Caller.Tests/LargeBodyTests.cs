using System.Text.Json.Nodes;
using Egress.Testing.Wire;

namespace Egress.Caller.Tests;

/// <summary>The largest bodies that Lambda passes on, in a heap as small as the one that 128 MB leave a function.</summary>
public sealed class LargeBodyTests
{
    private const string HeapOf40Megabytes = "0x2800000";
    private const int Megabytes5 = 5 * 1024 * 1024;

    [Theory]
    [InlineData("text that goes through as it is", 'a')]
    [InlineData("text of characters that take two bytes each", 'é')]
    public async Task Five_megabytes_go_there_and_back_again_and_again(string because, char character)
    {
        var body = new string(character, Megabytes5 / (character < 128 ? 1 : 2));
        await using var gateway = new FakeGateway();
        gateway.Always(Replies.Upstream(200, body));
        await using var secrets = new FakeSecrets(Given.Key);
        await using var runtime = new FakeRuntimeApi();
        await using var caller = new CallerProcess(runtime, new Dictionary<string, string>(CallerProcess.Environment(gateway, secrets)) { ["DOTNET_GCHeapHardLimit"] = HeapOf40Megabytes });
        var described = Given.Event("POST");
        described["body"] = body;
        var json = described.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

        for (var call = 0; call < 5; call++)
        {
            var answer = JsonNode.Parse(await runtime.InvokeAsync(json).WaitAsync(TimeSpan.FromSeconds(60), Given.Cancellation))!;

            Assert.True((int?)answer["statusCode"] == 200, $"{because}: {answer.ToJsonString()[..200]}");
            Assert.Equal(body.Length, ((string)answer["body"]!).Length);
            Assert.Equal(Megabytes5, gateway.Requests[^1].Body.Length);
        }
    }
}
