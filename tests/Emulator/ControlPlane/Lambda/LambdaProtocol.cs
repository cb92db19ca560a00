using System.Text.Json.Nodes;
using Egress.Emulator.Functions;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Egress.Emulator.ControlPlane.Lambda;

/// <summary>Lambda (rest-json, 2015-03-31): Invoke.</summary>
internal sealed class LambdaProtocol(FunctionHost functions, ILogger logger) : IAwsProtocol
{
    private const string Functions = "/2015-03-31/functions/";
    private const string Invocations = "/invocations";
    private const int MaxPayloadBytes = 6_291_456; // [Lambda quotas: 6 MB synchronous]
    private const int MaxEventBytes = 1_048_576; // [Lambda quotas: 1 MB asynchronous]

    private readonly AsyncInvocations _queue = new(functions, logger);

    public bool Claims(HttpRequest request) => request.Path.StartsWithSegments("/2015-03-31", StringComparison.Ordinal);

    public async Task<ControlPlaneOperation> RecogniseAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var path = request.Path.Value!;
        if (!HttpMethods.IsPost(request.Method) || !path.StartsWith(Functions, StringComparison.Ordinal) || !path.EndsWith(Invocations, StringComparison.Ordinal) || path.Length <= Functions.Length + Invocations.Length)
        {
            throw new ControlPlaneException("UnknownOperationException", StatusCodes.Status404NotFound, $"The emulator has no operation {request.Method} {path} of Lambda; it knows Invoke.");
        }

        var name = Uri.UnescapeDataString(path[Functions.Length..^Invocations.Length]);
        var isEvent = request.Headers["X-Amz-Invocation-Type"] == "Event";
        var limit = isEvent ? MaxEventBytes : MaxPayloadBytes;
        var payload = await AwsJson.ReadAsync(request, limit, () => TooLarge(limit), cancellationToken);
        return new ControlPlaneOperation("lambda", "Invoke", cancellation => InvokeAsync(name, request, payload, cancellation));
    }

    public ControlPlaneAnswer Error(ControlPlaneException error) => ControlPlaneAnswer.Json(error.StatusCode, Body(error)) with
    {
        Headers = new Dictionary<string, string> { ["x-amzn-ErrorType"] = error.ErrorType },
    };

    private async Task<ControlPlaneAnswer> InvokeAsync(string name, HttpRequest request, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        var function = Find(name, request.Query["Qualifier"].ToString());
        if (!IsJson(payload))
        {
            throw new ControlPlaneException("InvalidRequestContentException", StatusCodes.Status400BadRequest, "Could not parse request body into json: it is not a JSON document.");
        }

        switch (request.Headers["X-Amz-Invocation-Type"].ToString())
        {
            case "" or "RequestResponse":
                var result = await functions.InvokeAsync(function, payload, cancellationToken);
                return Answer(result, isTailWanted: request.Headers["X-Amz-Log-Type"] == "Tail");
            case "Event":
                _queue.Enqueue(function, payload);
                return ControlPlaneAnswer.Empty(StatusCodes.Status202Accepted);
            case "DryRun":
                return ControlPlaneAnswer.Empty(StatusCodes.Status204NoContent);
            case var type:
                throw new ControlPlaneException("InvalidParameterValueException", StatusCodes.Status400BadRequest, $"InvocationType is '{type}'; expected RequestResponse, Event or DryRun.");
        }
    }

    private static ControlPlaneAnswer Answer(InvocationResult result, bool isTailWanted)
    {
        var headers = new Dictionary<string, string> { ["X-Amz-Executed-Version"] = "$LATEST" };
        if (result.FunctionError is { } error)
        {
            headers["X-Amz-Function-Error"] = error;
        }

        if (isTailWanted)
        {
            headers["X-Amz-Log-Result"] = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(result.LogTail));
        }

        return new ControlPlaneAnswer(StatusCodes.Status200OK, "application/json", result.Payload) { Headers = headers };
    }

    /// <summary>A name, an ARN or a partial ARN, each with or without <c>:$LATEST</c>; no other version exists here.</summary>
    private FunctionDefinition Find(string name, string qualifier)
    {
        const string latest = "$LATEST";
        var suffix = qualifier.Length > 0 ? qualifier : name.EndsWith(':' + latest, StringComparison.Ordinal) ? latest : "";
        var plain = name.EndsWith(':' + latest, StringComparison.Ordinal) ? name[..^(latest.Length + 1)] : name;
        return suffix is "" or latest && functions.Find(plain) is { } function
            ? function
            : throw new ControlPlaneException("ResourceNotFoundException", StatusCodes.Status404NotFound, $"Function not found: {functions.ArnOf(plain)}{(suffix is "" or latest ? "" : ':' + suffix)}");
    }

    private static bool IsJson(ReadOnlyMemory<byte> payload)
    {
        if (payload.IsEmpty)
        {
            return true; // an absent payload reaches the function as {}
        }

        try
        {
            var reader = new System.Text.Json.Utf8JsonReader(payload.Span);
            while (reader.Read())
            {
                reader.Skip();
            }

            return true;
        }
        catch (System.Text.Json.JsonException)
        {
            return false;
        }
    }

    private static JsonObject Body(ControlPlaneException error) => error.ErrorType == "TooManyRequestsException"
        ? new JsonObject { ["Reason"] = "ConcurrentInvocationLimitExceeded", ["Type"] = "User", ["message"] = error.Message }
        : new JsonObject { ["Type"] = "User", ["Message"] = error.Message, ["message"] = error.Message };

    private static ControlPlaneException TooLarge(int limit) =>
        new("RequestTooLargeException", StatusCodes.Status413PayloadTooLarge, $"Request must be smaller than {limit} bytes for the InvokeFunction operation");
}
