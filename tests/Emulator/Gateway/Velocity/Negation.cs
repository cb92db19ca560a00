namespace Egress.Emulator.Gateway.Velocity;

/// <summary>One <c>!</c> or several, of which two are none.</summary>
internal sealed class Negation(Expression operand, bool isEven) : Expression
{
    public override object? Evaluate(Rendering rendering) => Truth.Of(operand.Evaluate(rendering)) == isEven;
}
