namespace Egress.Emulator.Gateway.Velocity;

/// <summary><c>[1..5]</c>, or downwards <c>[5..1]</c>; both ends are included.</summary>
internal sealed class RangeLiteral(Expression first, Expression last) : Expression
{
    public override object? Evaluate(Rendering rendering)
    {
        if (first.Evaluate(rendering) is not long from || last.Evaluate(rendering) is not long to)
        {
            return null;
        }

        var distance = (decimal)to - from;
        if (Math.Abs(distance) >= VelocityLimits.MaxItems)
        {
            throw rendering.Fault($"a range of more than {VelocityLimits.MaxItems} numbers");
        }

        rendering.Spend(Math.Abs((long)distance));
        return new VelocityList(Enumerable.Range(0, (int)Math.Abs(distance) + 1).Select(step => (object?)(from + (Math.Sign(distance) * (long)step))));
    }
}
