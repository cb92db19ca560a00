namespace Egress.Emulator.Gateway.Velocity;

/// <summary>A name and what is asked of its value. Where it leads nowhere, it is an empty text.</summary>
internal sealed class Reference(string name, IReadOnlyList<Accessor> accessors, int line) : Expression
{
    public string Name => name;

    public IReadOnlyList<Accessor> Accessors => accessors;

    public override object? Evaluate(Rendering rendering) => Follow(rendering, accessors.Count) ?? "";

    /// <summary>A property or index of nothing, or of a value that has none, is not set.</summary>
    public void Assign(Rendering rendering, object value)
    {
        if (accessors.Count == 0)
        {
            rendering.Set(name, value);
            return;
        }

        if (Follow(rendering, accessors.Count - 1) is { } owner)
        {
            accessors[^1].Assign(owner, value, rendering);
        }
    }

    private object? Follow(Rendering rendering, int count)
    {
        rendering.Line = line;
        var value = rendering.Read(name);
        for (var index = 0; index < count && value is not null; index++)
        {
            rendering.Step();
            value = accessors[index].Read(value, rendering);
        }

        return value;
    }
}
