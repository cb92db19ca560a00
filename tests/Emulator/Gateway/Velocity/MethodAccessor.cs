namespace Egress.Emulator.Gateway.Velocity;

/// <summary><c>.name(…)</c>: the methods that Java's values of that kind have, as far as templates use them.</summary>
internal sealed class MethodAccessor(string name, IReadOnlyList<Expression> arguments) : Accessor
{
    public override object? Read(object owner, Rendering rendering)
    {
        object?[] values = [.. arguments.Select(argument => argument.Evaluate(rendering))];
        return (name, values) switch
        {
            ("toString", []) => rendering.TextOf(owner),
            ("equals", [var other]) => owner.GetType() == other?.GetType() && Comparison.AreEqual(owner, other, rendering),
            _ => owner switch
            {
                string text => TextMethods.Call(text, name, values, rendering),
                VelocityList list => ListMethods.Call(list, name, values, rendering),
                VelocityMap map => MapMethods.Call(map, name, values, rendering),
                IVelocityObject known => known.Call(name, values, rendering),
                long or double => NumberMethods.Call(owner, name, values, rendering),
                _ => null,
            },
        };
    }

    public override void Assign(object owner, object value, Rendering rendering) => throw rendering.Fault($"a value set to what the method {name} returns");
}
