namespace Egress.Emulator.Gateway.Velocity;

internal sealed class Literal(object value) : Expression
{
    public override object? Evaluate(Rendering rendering) => value;
}
