namespace Egress.Emulator.Gateway.Velocity;

internal sealed class ListLiteral(IReadOnlyList<Expression> items) : Expression
{
    public override object? Evaluate(Rendering rendering) => new VelocityList(items.Select(item => item.Evaluate(rendering)));
}
