namespace Egress.Emulator.Gateway.Velocity;

internal sealed class MapLiteral(IReadOnlyList<(Expression Key, Expression Value)> entries) : Expression
{
    public override object? Evaluate(Rendering rendering)
    {
        var map = new VelocityMap();
        foreach (var (key, value) in entries)
        {
            map[rendering.TextOf(key.Evaluate(rendering))] = value.Evaluate(rendering);
        }

        return map;
    }
}
