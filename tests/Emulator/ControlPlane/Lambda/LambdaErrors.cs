using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Egress.Emulator.ControlPlane.Lambda;

/// <summary>Invoke's errors; shapes recorded by LocalStack's validated Lambda tests.</summary>
internal static class LambdaErrors
{
    public static ControlPlaneException NoSuchFunction(string arn) => new("ResourceNotFoundException", StatusCodes.Status404NotFound, $"Function not found: {arn}");

    public static ControlPlaneException NotJson() =>
        new("InvalidRequestContentException", StatusCodes.Status400BadRequest, "Could not parse request body into json: it is not a JSON document.");

    public static ControlPlaneException NoSuchType(string type) =>
        new("InvalidParameterValueException", StatusCodes.Status400BadRequest, $"InvocationType is '{type}'; expected RequestResponse, Event or DryRun.");

    public static ControlPlaneException TooLarge(int limit) =>
        new("RequestTooLargeException", StatusCodes.Status413PayloadTooLarge, $"Request must be smaller than {limit} bytes for the InvokeFunction operation");

    public static ControlPlaneException QueueFull(int limit) =>
        new("TooManyRequestsException", StatusCodes.Status429TooManyRequests, $"Rate Exceeded: {limit} events wait for their functions already, the most that the emulator keeps.");

    /// <summary>The members that SDKs read differ in their case from error to error, so the message has both.</summary>
    public static JsonObject Body(ControlPlaneException error) => error.ErrorType == "TooManyRequestsException"
        ? new JsonObject { ["Reason"] = "ConcurrentInvocationLimitExceeded", ["Type"] = "User", ["message"] = error.Message }
        : new JsonObject { ["Type"] = "User", ["Message"] = error.Message, ["message"] = error.Message };
}
