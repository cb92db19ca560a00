namespace Egress.Emulator.ControlPlane;

/// <summary>An error that the control plane answers: the error type of the service model, its status and its message.</summary>
internal sealed class ControlPlaneException(string errorType, int statusCode, string message) : Exception(message)
{
    public string ErrorType { get; } = errorType;
    public int StatusCode { get; } = statusCode;
}
