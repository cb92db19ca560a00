namespace Egress.Emulator.Gateway.Velocity;

/// <summary>A piece of a template that has a value: a text, a boolean, a <c>long</c>, a <c>double</c>, a list, a map or an object of the gateway's; null where there is none.</summary>
internal abstract class Expression
{
    public abstract object? Evaluate(Rendering rendering);
}
