using System.Text.Json;
using System.Text.Json.Nodes;

namespace Egress.Emulator.Deployment.CustomResources;

/// <summary>What a function put to the ResponseURL (AWS page "Custom resource response objects").</summary>
internal sealed record CustomResourceAnswer(bool IsSuccess, string? Reason, string PhysicalId, IReadOnlyDictionary<string, string> Attributes)
{
    private const int MostBytes = 4096;

    /// <summary>The answer in a body, or why CloudFormation would not take it.</summary>
    public static (CustomResourceAnswer? Answer, string? Fault) Parse(ReadOnlySpan<byte> body, string requestId, string logicalId, string stackId)
    {
        if (body.Length > MostBytes)
        {
            return (null, $"Response object is too long: {body.Length} bytes, at most {MostBytes}");
        }

        try
        {
            return JsonNode.Parse(body) is JsonObject answer ? Read(answer, requestId, logicalId, stackId) : (null, "Invalid response: no JSON object");
        }
        catch (Exception error) when (error is JsonException or ArgumentException)
        {
            // ArgumentException: the same key twice.
            return (null, "Invalid response: no JSON object");
        }
    }

    private static (CustomResourceAnswer?, string?) Read(JsonObject answer, string requestId, string logicalId, string stackId)
    {
        var status = Text(answer, "Status");
        var physicalId = Text(answer, "PhysicalResourceId");
        if (status is not ("SUCCESS" or "FAILED"))
        {
            return (null, "Invalid Status: SUCCESS or FAILED expected");
        }

        if (Text(answer, "RequestId") != requestId || Text(answer, "LogicalResourceId") != logicalId || Text(answer, "StackId") != stackId)
        {
            return (null, "RequestId, LogicalResourceId and StackId must be those of the request");
        }

        if (string.IsNullOrEmpty(physicalId))
        {
            return (null, "Invalid PhysicalResourceId: a string that is not empty expected");
        }

        var data = (answer["Data"] as JsonObject ?? []).ToDictionary(field => field.Key, field => Text(field.Value), StringComparer.Ordinal);
        return (new CustomResourceAnswer(status == "SUCCESS", Text(answer, "Reason"), physicalId, data), null);
    }

    private static string? Text(JsonObject answer, string name) =>
        answer[name] is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;

    private static string Text(JsonNode? value) => value switch
    {
        null => "",
        JsonValue text when text.GetValueKind() == JsonValueKind.String => text.GetValue<string>(),
        _ => value.ToJsonString(),
    };
}
