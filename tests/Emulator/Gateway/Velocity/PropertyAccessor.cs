namespace Egress.Emulator.Gateway.Velocity;

/// <summary><c>.name</c>: a map's entry; of lists and texts <c>empty</c>.</summary>
internal sealed class PropertyAccessor(string name) : Accessor
{
    public override object? Read(object owner, Rendering rendering) => owner switch
    {
        VelocityMap map => map.GetValueOrDefault(name),
        IVelocityObject known => known.Property(name),
        VelocityList list when name == "empty" => list.Count == 0,
        string text when name == "empty" => text.Length == 0,
        _ => null,
    };

    public override void Assign(object owner, object value, Rendering rendering)
    {
        if (owner is VelocityMap map)
        {
            Put(map, name, value, rendering);
        }
    }
}
