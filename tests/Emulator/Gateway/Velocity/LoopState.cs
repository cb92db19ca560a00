namespace Egress.Emulator.Gateway.Velocity;

/// <summary><c>$foreach</c> within a loop.</summary>
internal sealed class LoopState(int index, int count, object? parent) : IVelocityObject
{
    public object? Property(string name) => name switch
    {
        "index" => (long)index,
        "count" => index + 1L,
        "hasNext" => index + 1 < count,
        "first" => index == 0,
        "last" => index + 1 == count,
        "parent" => parent,
        _ => null,
    };

    public object? Call(string name, object?[] arguments, Rendering rendering) => name switch
    {
        "getIndex" => Property("index"),
        "getCount" => Property("count"),
        "hasNext" => Property("hasNext"),
        _ => null,
    };
}
