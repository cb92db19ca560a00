namespace Egress.Emulator.Gateway.Waf;

internal sealed record NotStatement(IWafStatement Statement) : IWafStatement
{
    public bool Matches(WafRequest request) => !Statement.Matches(request);
}
