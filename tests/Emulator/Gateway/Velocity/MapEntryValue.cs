namespace Egress.Emulator.Gateway.Velocity;

/// <summary>An item of <c>entrySet()</c>.</summary>
internal sealed class MapEntryValue(VelocityMap map, string key) : IVelocityObject
{
    public object? Property(string name) => name switch
    {
        "key" => key,
        "value" => map.GetValueOrDefault(key),
        _ => null,
    };

    public object? Call(string name, object?[] arguments, Rendering rendering) => (name, arguments) switch
    {
        ("getKey", []) => key,
        ("getValue", []) => map.GetValueOrDefault(key),
        _ => null,
    };
}
