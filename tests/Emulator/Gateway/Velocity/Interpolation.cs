namespace Egress.Emulator.Gateway.Velocity;

/// <summary>A text between double quotation marks with references or directives in it.</summary>
internal sealed class Interpolation(Block block) : Expression
{
    public override object? Evaluate(Rendering rendering) => rendering.Capture(block);
}
