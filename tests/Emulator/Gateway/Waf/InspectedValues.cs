namespace Egress.Emulator.Gateway.Waf;

/// <summary>What a statement inspects: it matches if one of the values does, so never where there is none. [doc: AWS WAF, request components]</summary>
internal readonly record struct InspectedValues(IReadOnlyList<byte[]> Values)
{
    /// <summary>There was more than AWS WAF gets.</summary>
    public bool IsOversize { get; init; }
}
