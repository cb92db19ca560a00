namespace Egress.Emulator.Gateway;

/// <summary>A customised answer of the gateway itself, by response type such as <c>INVALID_API_KEY</c>.</summary>
internal sealed record GatewayResponse(
    string? StatusCode,
    IReadOnlyDictionary<string, string> ResponseParameters,
    IReadOnlyDictionary<string, string> ResponseTemplates);
