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

    public string Service => "lambda";

    public IEnumerable<string> Operations => ["Invoke"];

    public bool Claims(HttpRequest request) => request.Path.StartsWithSegments("/2015-03-31", StringComparison.Ordinal);

    public async Task<ControlPlaneOperation> RecogniseAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (Name(request.Path.Value!) is not { } name || !HttpMethods.IsPost(request.Method))
        {
            throw ControlPlaneException.UnknownOperation(StatusCodes.Status404NotFound, "Lambda", $"{request.Method} {request.Path}", Operations);
        }

        var isEvent = request.Headers["X-Amz-Invocation-Type"] == "Event";
        var limit = isEvent ? MaxEventBytes : MaxPayloadBytes;
        var payload = await AwsJson.ReadAsync(request, limit, () => LambdaErrors.TooLarge(limit), cancellationToken);
        return new ControlPlaneOperation("lambda", "Invoke", cancellation => InvokeAsync(name, request, payload, cancellation));
    }

    public ControlPlaneAnswer Error(ControlPlaneException error) => ControlPlaneAnswer.Json(error.StatusCode, LambdaErrors.Body(error)) with
    {
        Headers = new Dictionary<string, string> { ["x-amzn-ErrorType"] = error.ErrorType },
    };

    /// <summary>The function's name in <c>/2015-03-31/functions/{name}/invocations</c>.</summary>
    private static string? Name(string path) =>
        path.Length > Functions.Length + Invocations.Length && path.StartsWith(Functions, StringComparison.Ordinal) && path.EndsWith(Invocations, StringComparison.Ordinal)
            ? Uri.UnescapeDataString(path[Functions.Length..^Invocations.Length])
            : null;

    private async Task<ControlPlaneAnswer> InvokeAsync(string name, HttpRequest request, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        var function = Find(name, request.Query["Qualifier"].ToString());
        if (!IsJson(payload))
        {
            throw LambdaErrors.NotJson();
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
                throw LambdaErrors.NoSuchType(type);
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
            : throw LambdaErrors.NoSuchFunction(functions.ArnOf(plain) + (suffix is "" or latest ? "" : ':' + suffix));
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
}
