namespace Egress.Emulator.Gateway.Velocity;

/// <summary>The methods of a list.</summary>
internal static class ListMethods
{
    public static object? Call(VelocityList list, string name, object?[] arguments, Rendering rendering)
    {
        rendering.Step();
        return (name, arguments) switch
        {
            ("size" or "length", []) => (long)list.Count,
            ("isEmpty", []) => list.Count == 0,
            ("get", [long place]) => list[InRange(list, place, rendering)],
            ("contains", [var item]) => IndexOf(list, item, rendering) >= 0,
            ("indexOf", [var item]) => IndexOf(list, item, rendering),
            ("add", [var item]) => Add(list, [item], rendering),
            ("addAll", [VelocityList items]) => Add(list, [.. items], rendering),
            ("set", [long place, var item]) => Set(list, InRange(list, place, rendering), item),
            ("remove", [long place]) => Remove(list, InRange(list, place, rendering), rendering),
            ("clear", []) => Clear(list),
            _ => null,
        };
    }

    private static int InRange(VelocityList list, long place, Rendering rendering) =>
        place >= 0 && place < list.Count ? (int)place : throw rendering.Fault($"item {place} of a list of {list.Count}");

    private static long IndexOf(VelocityList list, object? item, Rendering rendering)
    {
        rendering.Spend(list.Count * (long)VelocityLimits.WorkOfStep);
        return list.FindIndex(other => other?.GetType() == item?.GetType() && Comparison.AreEqual(other, item, rendering));
    }

    private static bool Add(VelocityList list, IReadOnlyCollection<object?> items, Rendering rendering)
    {
        rendering.Spend(items.Count);
        rendering.CheckItems(list.Count + items.Count - 1);
        list.AddRange(items);
        return true;
    }

    private static object? Set(VelocityList list, int place, object? item)
    {
        var before = list[place];
        list[place] = item;
        return before;
    }

    private static object? Remove(VelocityList list, int place, Rendering rendering)
    {
        rendering.Spend(list.Count - place); // what stands behind it moves up
        var before = list[place];
        list.RemoveAt(place);
        return before;
    }

    private static object? Clear(VelocityList list)
    {
        list.Clear();
        return null;
    }
}
