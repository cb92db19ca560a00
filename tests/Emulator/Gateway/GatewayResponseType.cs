namespace Egress.Emulator.Gateway;

/// <summary>A gateway response type with its defaults.</summary>
internal sealed record GatewayResponseType(string Name, int StatusCode, string ErrorType, string Message)
{
    /// <summary>Answers of the execution phase have a space after the colon, earlier ones none (recorded lengths: 36, 41 and 56 against 23, 28, 31 and 42 bytes).</summary>
    public bool HasSpace { get; init; }

    /// <summary>AccessDenied alone writes <c>Message</c> with a capital. [capture, 2025-09-04]</summary>
    public string MessageName { get; init; } = "message";
}
