using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Egress.Emulator.Functions;

/// <summary>The errors that Lambda itself answers for a function; texts recorded by LocalStack's validated Lambda tests (2025).</summary>
internal static class FunctionErrors
{
    public const string TimedOut = "Sandbox.Timedout";

    private const string Exited = "Runtime.ExitError";
    private const string Unhandled = "Unhandled";
    private const int Signal = 128;

    public static InvocationOutcome Timeout(string requestId, TimeSpan timeout) =>
        Outcome(TimedOut, string.Create(CultureInfo.InvariantCulture, $"RequestId: {requestId} Error: Task timed out after {timeout.TotalSeconds:F2} seconds"));

    /// <summary>Status 0 is a crash as well: a runtime never ends while an invocation is open.</summary>
    public static InvocationOutcome Exit(string requestId, int exitCode) => Outcome(Exited, $"RequestId: {requestId} Error: Runtime exited {Reason(exitCode)}");

    public static InvocationOutcome ResponseTooLarge(int limit) =>
        Outcome("Function.ResponseSizeTooLarge", $"Response payload size exceeded maximum allowed payload size ({limit} bytes).");

    public static InvocationResult InvalidEntrypoint(string requestId, string whyNot)
    {
        var outcome = Outcome("Runtime.InvalidEntrypoint", $"RequestId: {requestId} Error: Couldn't find valid bootstrap(s). {whyNot}");
        return new InvocationResult(outcome.Payload, Unhandled, whyNot);
    }

    /// <summary>The function's own error, passed on as it is.</summary>
    public static InvocationOutcome Reported(ReadOnlyMemory<byte> error, string? typeHeader) =>
        error.IsEmpty ? Outcome(typeHeader ?? "Runtime.Unknown", "") : new InvocationOutcome(error, TypeOf(error));

    public static InvocationResult Result(InvocationOutcome outcome, string logTail) => new(outcome.Payload, outcome.ErrorType is null ? null : Unhandled, logTail);

    /// <summary>The errorType member of an error payload.</summary>
    public static string TypeOf(ReadOnlyMemory<byte> error)
    {
        try
        {
            return JsonNode.Parse(error.Span) is JsonObject json && json["errorType"] is JsonValue type && type.TryGetValue<string>(out var text) ? text : Unhandled;
        }
        catch (JsonException)
        {
            return Unhandled;
        }
    }

    private static string Reason(int exitCode) => exitCode switch
    {
        0 => "without providing a reason",
        Signal + 6 => "with error: signal: aborted",
        Signal + 9 => "with error: signal: killed",
        Signal + 11 => "with error: signal: segmentation fault",
        Signal + 15 => "with error: signal: terminated",
        _ => $"with error: exit status {exitCode}",
    };

    private static InvocationOutcome Outcome(string type, string message) =>
        new(ControlPlane.AwsJson.Bytes(new JsonObject { ["errorType"] = type, ["errorMessage"] = message }), type);
}
