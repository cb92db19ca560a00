namespace Egress.Emulator.Gateway.Waf;

internal sealed record AndStatement(IReadOnlyList<IWafStatement> Statements) : IWafStatement
{
    public bool Matches(WafRequest request) => Statements.All(statement => statement.Matches(request));
}
