using System.Text;
using System.Text.Json.Nodes;
using Egress.Emulator.Functions;

namespace Egress.Emulator.Tests.ControlPlane;

/// <summary>A rotation function in process: a simple rotator over the wire protocol, which fails where a test says so.</summary>
internal sealed class RotationFunction
{
    private readonly TestControlPlane _plane;
    private readonly Queue<string> _failing = new();

    public RotationFunction(TestControlPlane plane)
    {
        _plane = plane;
        plane.Functions.Add(Definition, InvokeAsync);
    }

    public static FunctionDefinition Definition { get; } = new()
    {
        LogicalId = "RotationFunction",
        Name = "rotate",
        Arn = "arn:aws:lambda:us-east-1:123456789012:function:rotate",
        CodeFolder = "/nowhere",
        Handler = "bootstrap",
        Runtime = "dotnet10",
    };

    /// <summary>Steps in the order in which they were asked for.</summary>
    public List<string> Steps { get; } = [];

    public List<JsonObject> Events { get; } = [];

    public void FailNext(string step) => _failing.Enqueue(step);

    private async Task<InvocationResult> InvokeAsync(ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        var input = JsonNode.Parse(payload.Span)!.AsObject();
        var (step, token) = ((string)input["Step"]!, (string)input["ClientRequestToken"]!);
        Steps.Add(step);
        Events.Add(input);
        if (_failing.TryPeek(out var failing) && failing == step)
        {
            _failing.Dequeue();
            return new InvocationResult(Encoding.UTF8.GetBytes("""{"errorType":"TestException","errorMessage":"as asked"}"""), "Unhandled", "");
        }

        await PerformAsync(step, input, token);
        return new InvocationResult("null"u8.ToArray(), null, "");
    }

    private async Task PerformAsync(string step, JsonObject input, string token)
    {
        var secret = _plane.Secrets.Present((string)input["SecretId"]!);
        if (step == "createSecret" && secret.Version(token)!.Value is null)
        {
            await _plane.SecretAsync("PutSecretValue", new() { ["SecretId"] = secret.Arn, ["ClientRequestToken"] = token, ["SecretString"] = $"value of {token}", ["VersionStages"] = new JsonArray("AWSPENDING") });
        }

        if (step == "finishSecret")
        {
            await _plane.SecretAsync("UpdateSecretVersionStage", new() { ["SecretId"] = secret.Arn, ["VersionStage"] = "AWSCURRENT", ["MoveToVersionId"] = token, ["RemoveFromVersionId"] = secret.VersionOf("AWSCURRENT")!.Id });
        }
    }
}
