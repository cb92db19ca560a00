namespace Egress.Emulator.Gateway.Velocity;

/// <summary>An object that the gateway gives to a template: <c>$input</c>, <c>$util</c>, <c>$foreach</c>.</summary>
internal interface IVelocityObject
{
    /// <summary>Null where it has none of that name.</summary>
    object? Property(string name);

    /// <summary>Null where it has none of that name, or where that returns nothing.</summary>
    object? Call(string name, object?[] arguments, Rendering rendering);
}
