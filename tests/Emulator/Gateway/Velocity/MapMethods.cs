namespace Egress.Emulator.Gateway.Velocity;

/// <summary>The methods of a map.</summary>
internal static class MapMethods
{
    public static object? Call(VelocityMap map, string name, object?[] arguments, Rendering rendering)
    {
        rendering.Step();
        return (name, arguments) switch
        {
            ("size", []) => (long)map.Count,
            ("isEmpty", []) => map.Count == 0,
            ("get", [var key]) => map.GetValueOrDefault(rendering.TextOf(key)),
            ("getOrDefault", [var key, var otherwise]) => map.GetValueOrDefault(rendering.TextOf(key), otherwise),
            ("containsKey", [var key]) => map.ContainsKey(rendering.TextOf(key)),
            ("containsValue", [var value]) => ListMethods.Call(Listed(map.Values, rendering), "contains", [value], rendering),
            ("put", [var key, var value]) => Put(map, rendering.TextOf(key), value, rendering),
            ("putAll", [VelocityMap other]) => PutAll(map, other, rendering),
            ("remove", [var key]) => Remove(map, rendering.TextOf(key), rendering),
            ("clear", []) => Clear(map),
            ("keySet", []) => Listed(map.Keys, rendering),
            ("values", []) => Listed(map.Values, rendering),
            ("entrySet", []) => Listed(map.Select(entry => new MapEntryValue(map, entry.Key)), rendering),
            _ => null,
        };
    }

    private static VelocityList Listed(IEnumerable<object?> items, Rendering rendering)
    {
        var list = new VelocityList(items);
        rendering.Spend(list.Count);
        return list;
    }

    private static object? Put(VelocityMap map, string key, object? value, Rendering rendering)
    {
        rendering.CheckItems(map.Count);
        var before = map.GetValueOrDefault(key);
        map[key] = value;
        return before;
    }

    private static object? PutAll(VelocityMap map, VelocityMap other, Rendering rendering)
    {
        foreach (var (key, value) in other.ToArray())
        {
            rendering.Step();
            Put(map, key, value, rendering);
        }

        return null;
    }

    private static object? Remove(VelocityMap map, string key, Rendering rendering)
    {
        rendering.Spend(map.Count); // what stands behind it moves up
        return map.Remove(key, out var before) ? before : null;
    }

    private static object? Clear(VelocityMap map)
    {
        map.Clear();
        return null;
    }
}
