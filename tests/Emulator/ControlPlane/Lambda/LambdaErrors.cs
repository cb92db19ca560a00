using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Egress.Emulator.ControlPlane.Lambda;

/// <summary>Lambda's errors; shapes and texts recorded by LocalStack's validated Lambda tests (2025-11).</summary>
internal static class LambdaErrors
{
    private const string ConcurrencyError = "TooManyRequestsException";

    public static ControlPlaneException NotFound(string message) => new("ResourceNotFoundException", StatusCodes.Status404NotFound, message);

    public static ControlPlaneException InvalidParameter(string message) => new("InvalidParameterValueException", StatusCodes.Status400BadRequest, message);

    public static ControlPlaneException NoSuchResource() => NotFound("The resource you requested does not exist.");

    public static ControlPlaneException NotJson(string why) => InvalidContent($"Could not parse request body into json: Could not parse payload into json: {why}");

    /// <summary>Text quoted in boto/boto3 #2153 and aws/aws-sdk-js #1388.</summary>
    public static ControlPlaneException NotAClientContext() => InvalidContent("Client context must be a valid Base64-encoded JSON object.");

    public static ControlPlaneException InvalidContent(string message) => new("InvalidRequestContentException", StatusCodes.Status400BadRequest, message);

    public static ControlPlaneException TooLarge(int limit) =>
        new("RequestTooLargeException", StatusCodes.Status413PayloadTooLarge, $"Request must be smaller than {limit} bytes for the InvokeFunction operation");

    public static ControlPlaneException QueueFull(int limit) =>
        new(ConcurrencyError, StatusCodes.Status429TooManyRequests, $"Rate Exceeded: {limit} events wait for their functions already, the most that the emulator keeps.");

    public static ControlPlaneException TooManyAtOnce(bool isReserved) => new(ConcurrencyError, StatusCodes.Status429TooManyRequests, "Rate Exceeded.")
    {
        Reason = isReserved ? "ReservedFunctionConcurrentInvocationLimitExceeded" : "ConcurrentInvocationLimitExceeded",
    };

    /// <summary>What the service's front end refuses before the service sees it: no member Type.</summary>
    public static void RequireNone(IReadOnlyCollection<string> faults)
    {
        if (faults.Count > 0)
        {
            var message = $"{faults.Count} validation error{(faults.Count == 1 ? "" : "s")} detected: {string.Join("; ", faults)}";
            throw new ControlPlaneException("ValidationException", StatusCodes.Status400BadRequest, message);
        }
    }

    /// <summary>The message's member differs in its case from error to error, as in the service model.</summary>
    public static JsonObject Body(ControlPlaneException error) => error.ErrorType switch
    {
        ConcurrencyError => new() { ["Reason"] = error.Reason ?? "ConcurrentInvocationLimitExceeded", ["Type"] = "User", ["message"] = error.Message },
        "ValidationException" or "UnknownOperationException" => new() { ["message"] = error.Message },
        "ResourceNotFoundException" => new() { ["Message"] = error.Message, ["Type"] = "User" },
        "ServiceException" or "InternalFailure" => new() { ["Message"] = error.Message, ["Type"] = "Service" },
        _ => new() { ["Type"] = "User", ["message"] = error.Message },
    };
}
