using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Egress.Emulator.Functions;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Egress.Emulator.ControlPlane.Lambda;

/// <summary>Invoke: at once, as an event, or as a trial.</summary>
internal sealed class InvokeOperation(FunctionHost functions, ILogger logger)
{
    private const int MaxPayloadBytes = 6_291_456; // [Lambda quotas: 6 MB synchronous]
    private const int MaxEventBytes = 1_048_576; // [Lambda quotas: 1 MB asynchronous]
    private const int MaxClientContextBytes = 3583; // [Invoke, API reference: X-Amz-Client-Context]

    private static readonly string[] Types = ["Event", "RequestResponse", "DryRun"];
    private static readonly string[] LogTypes = ["None", "Tail"];

    private readonly AsyncInvocations _queue = new(functions, logger);

    public static int MaxBytes(HttpRequest request) => request.Headers["X-Amz-Invocation-Type"] == "Event" ? MaxEventBytes : MaxPayloadBytes;

    public async Task<ControlPlaneAnswer> InvokeAsync(string name, HttpRequest request, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        var (type, logType) = (Text(request, "X-Amz-Invocation-Type") ?? "RequestResponse", Text(request, "X-Amz-Log-Type") ?? "None");
        string?[] faults = [FaultOf("invocationType", type, Types), FaultOf("logType", logType, LogTypes)];
        LambdaErrors.RequireNone([.. faults.OfType<string>()]);
        var reference = FunctionReference.Read(name, request.Query["Qualifier"].FirstOrDefault(), functions);
        var function = reference.FindVersion(functions);
        RequireJson(payload);
        var input = new InvocationInput(payload)
        {
            QualifiedArn = reference.Qualifier is null ? null : $"{function.Arn}:{reference.Qualifier}",
            ClientContext = ClientContext(Text(request, "X-Amz-Client-Context")),
            TraceHeader = Text(request, "X-Amzn-Trace-Id"),
        };

        switch (type)
        {
            case "Event":
                _queue.Enqueue(function, input with { ClientContext = null }); // "for synchronous invocations only", says the API reference
                return ControlPlaneAnswer.Empty(StatusCodes.Status202Accepted);
            case "DryRun":
                return ControlPlaneAnswer.Empty(StatusCodes.Status204NoContent);
            default:
                return Answer(await functions.InvokeAsync(function, input, cancellationToken), isTailWanted: logType == "Tail");
        }
    }

    private static ControlPlaneAnswer Answer(InvocationResult result, bool isTailWanted)
    {
        var headers = new Dictionary<string, string> { ["X-Amz-Executed-Version"] = FunctionReference.Latest };
        if (result.FunctionError is { } error)
        {
            headers["X-Amz-Function-Error"] = error;
        }

        if (isTailWanted)
        {
            headers["X-Amz-Log-Result"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(result.LogTail));
        }

        return new ControlPlaneAnswer(StatusCodes.Status200OK, "application/json", result.Payload) { Headers = headers };
    }

    private static string? Text(HttpRequest request, string header) => request.Headers[header].FirstOrDefault() is { Length: > 0 } value ? value : null;

    private static string? FaultOf(string member, string value, string[] allowed) => allowed.Contains(value)
        ? null
        : $"Value '{value}' at '{member}' failed to satisfy constraint: Member must satisfy enum value set: [{string.Join(", ", allowed)}]";

    /// <summary>An absent payload reaches the function as {}.</summary>
    private static void RequireJson(ReadOnlyMemory<byte> payload)
    {
        if (!Utf8.IsValid(payload.Span))
        {
            throw LambdaErrors.NotJson("Invalid UTF-8");
        }

        try
        {
            var reader = new Utf8JsonReader(payload.Span);
            while (!payload.IsEmpty && reader.Read())
            {
                reader.Skip();
            }
        }
        catch (JsonException fault)
        {
            throw LambdaErrors.NotJson($"unexpected content at line: {fault.LineNumber + 1}, column: {fault.BytePositionInLine + 1}");
        }
    }

    /// <summary>It reaches the function in a header, so it is written anew: in one line, what is not ASCII escaped.</summary>
    private static string? ClientContext(string? base64)
    {
        if (base64 is null)
        {
            return null;
        }

        if (base64.Length > MaxClientContextBytes)
        {
            throw LambdaErrors.InvalidContent($"Client context has {base64.Length} bytes; at most {MaxClientContextBytes} are allowed.");
        }

        try
        {
            var context = AwsJson.Parse(Convert.FromBase64String(base64));
            return context.ToJsonString();
        }
        catch (Exception fault) when (fault is FormatException or ControlPlaneException)
        {
            throw LambdaErrors.NotAClientContext();
        }
    }
}
