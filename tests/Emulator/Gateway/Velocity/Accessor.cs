namespace Egress.Emulator.Gateway.Velocity;

/// <summary>One step of a reference: a property, an index or a method call.</summary>
internal abstract class Accessor
{
    /// <summary>Null where the value has no such thing.</summary>
    public abstract object? Read(object owner, Rendering rendering);

    public abstract void Assign(object owner, object value, Rendering rendering);

    /// <summary>Adds or replaces, within the bounds of a map.</summary>
    protected static void Put(VelocityMap map, string key, object value, Rendering rendering)
    {
        rendering.CheckItems(map.Count);
        map[key] = value;
    }
}
