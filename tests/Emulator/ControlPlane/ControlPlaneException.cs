namespace Egress.Emulator.ControlPlane;

/// <summary>An error that the control plane answers: the error type of the service model, its status and its message.</summary>
internal sealed class ControlPlaneException(string errorType, int statusCode, string message) : Exception(message)
{
    public string ErrorType { get; } = errorType;
    public int StatusCode { get; } = statusCode;

    /// <summary>The member Reason of the errors that have one.</summary>
    public string? Reason { get; init; }

    /// <summary>Whoever asks for more than the emulator has is told what there is.</summary>
    public static ControlPlaneException UnknownOperation(int statusCode, string service, string operation, IEnumerable<string> known) =>
        new("UnknownOperationException", statusCode, $"The emulator has no operation {operation} of {service}; it knows {string.Join(", ", known)}.");
}
