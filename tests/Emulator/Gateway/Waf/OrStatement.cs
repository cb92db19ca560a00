namespace Egress.Emulator.Gateway.Waf;

internal sealed record OrStatement(IReadOnlyList<IWafStatement> Statements) : IWafStatement
{
    public bool Matches(WafRequest request) => Statements.Any(statement => statement.Matches(request));
}
