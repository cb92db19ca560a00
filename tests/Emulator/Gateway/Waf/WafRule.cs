namespace Egress.Emulator.Gateway.Waf;

/// <summary>A rule of a web ACL. <paramref name="Labels"/> are fully qualified.</summary>
internal sealed record WafRule(string Name, IWafStatement Statement, WafAction Action, IReadOnlyList<string> Labels)
{
    public WafResponse? Response { get; init; }
}
