namespace Egress.Emulator.Gateway;

/// <summary>How a MOCK integration answers: chosen by <see cref="SelectionPattern"/>, null being the default one.</summary>
internal sealed record IntegrationResponse(
    string? SelectionPattern,
    string StatusCode,
    IReadOnlyDictionary<string, string> ResponseParameters,
    IReadOnlyDictionary<string, string> ResponseTemplates);
