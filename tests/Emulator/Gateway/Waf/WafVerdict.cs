namespace Egress.Emulator.Gateway.Waf;

/// <summary>Allow or Block, and the rule that said so; null where none did and the default action stands.</summary>
internal readonly record struct WafVerdict(WafAction Action, string? Rule)
{
    /// <summary>Of a Block that has an answer of its own.</summary>
    public WafResponse? Response { get; init; }
}
