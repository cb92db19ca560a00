namespace Egress.Emulator.Gateway.Velocity;

/// <summary><c>[0]</c> of a list, from its end where negative, or <c>["key"]</c> of a map.</summary>
internal sealed class IndexAccessor(Expression index) : Accessor
{
    public override object? Read(object owner, Rendering rendering) => (owner, index.Evaluate(rendering)) switch
    {
        (VelocityList list, long place) => InRange(list, place) is { } found ? list[found] : null,
        (VelocityMap map, var key) => map.GetValueOrDefault(rendering.TextOf(key)),
        (IVelocityObject known, string key) => known.Property(key),
        _ => null,
    };

    public override void Assign(object owner, object value, Rendering rendering)
    {
        switch (owner, index.Evaluate(rendering))
        {
            case (VelocityList list, long place) when InRange(list, place) is { } found:
                list[found] = value;
                break;
            case (VelocityMap map, var key):
                Put(map, rendering.TextOf(key), value, rendering);
                break;
        }
    }

    private static int? InRange(VelocityList list, long place) => (place < 0 ? list.Count + place : place) is var at && at >= 0 && at < list.Count ? (int)at : null;
}
