namespace Egress.Emulator.Gateway.Waf;

/// <summary>A node of a rule's tree.</summary>
internal interface IWafStatement
{
    bool Matches(WafRequest request);
}
