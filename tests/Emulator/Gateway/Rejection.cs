namespace Egress.Emulator.Gateway;

/// <summary>An answer made by the gateway itself, one of the gateway response types.</summary>
internal sealed record Rejection(GatewayResponseType Type)
{
    public string Message { get; init; } = Type.Message;

    /// <summary>Customised gateway responses apply; not so while API and stage are unknown.</summary>
    public bool IsCustomisable { get; init; } = true;

    /// <summary>What the execution log would say; never sent to the client.</summary>
    public string? Cause { get; init; }
}
