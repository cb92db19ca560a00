using System.Text.Json;
using System.Text.Json.Nodes;
using Amazon.Lambda;
using Amazon.Lambda.Model;
using Amazon.Runtime;

namespace Egress.Emulator.Verify;

/// <summary>A gateway as its stack's Probe function sees it, from inside the VPC. It puts the key in and takes it out of the answers: none comes here.</summary>
internal sealed class ProbedGateway(IAmazonLambda lambda, string function, string secretId)
{
    /// <summary>An answer is at most 64 KB: so many of them fit into Lambda's 6 MB, and so many waits into Probe's 90 s.</summary>
    private const int AtOnce = 20;

    public async Task<IReadOnlyList<ProbedAnswer>> AskAsync(IReadOnlyList<VerifyCase> cases, CancellationToken cancellationToken)
    {
        var answers = new List<ProbedAnswer>(cases.Count);
        foreach (var batch in cases.Chunk(AtOnce))
        {
            answers.AddRange(await AskBatchAsync(batch, cancellationToken));
        }

        return answers;
    }

    private async Task<IEnumerable<ProbedAnswer>> AskBatchAsync(VerifyCase[] batch, CancellationToken cancellationToken)
    {
        var invocation = new InvokeRequest { FunctionName = function, InvocationType = InvocationType.RequestResponse, Payload = EventOf(batch).ToJsonString() };
        try
        {
            var answer = await lambda.InvokeAsync(invocation, cancellationToken);
            var report = await JsonNode.ParseAsync(answer.Payload, cancellationToken: cancellationToken);
            return answer.FunctionError is null && report?["answers"] is JsonArray answers && answers.Count == batch.Length
                ? answers.Select(node => Read(node!))
                : throw new EmulatorException($"Probe ({function}) did not carry the requests: found {report?["errorMessage"] ?? "no answers"}. Expected an answer to each; deploy the stack from this checkout, so that its Probe knows the mode exchange.");
        }
        catch (Exception failure) when (failure is AmazonServiceException or AmazonClientException or JsonException)
        {
            throw new EmulatorException($"Probe ({function}) could not be invoked: found '{failure.Message}'. Expected credentials and a Region that allow lambda:InvokeFunction on it (AWS_PROFILE, AWS_REGION).");
        }
    }

    private JsonObject EventOf(VerifyCase[] batch) => new()
    {
        ["mode"] = "exchange",
        ["secretId"] = secretId,
        ["exchanges"] = new JsonArray([.. batch.Select(each => new JsonObject { ["request"] = Convert.ToBase64String(each.Request) })]),
    };

    private static ProbedAnswer Read(JsonNode node) => new(
        Convert.FromBase64String((string?)node["answer"] ?? ""), (string?)node["end"] ?? "", (string?)node["tls"], (long?)node["firstMs"]);
}
