using System.Diagnostics;

namespace Egress.Emulator.Gateway.Velocity;

/// <summary>Operands of one precedence in a row, from left to right; what <c>||</c> and <c>&amp;&amp;</c> need not know is not evaluated.</summary>
internal sealed class OperatorChain(Expression first, IReadOnlyList<(Operator Operator, Expression Operand)> rest) : Expression
{
    public override object? Evaluate(Rendering rendering)
    {
        var value = first.Evaluate(rendering);
        foreach (var (found, operand) in rest)
        {
            rendering.Step();
            value = found switch
            {
                Operator.Or => Truth.Of(value) || Truth.Of(operand.Evaluate(rendering)),
                Operator.And => Truth.Of(value) && Truth.Of(operand.Evaluate(rendering)),
                _ => Apply(found, value, operand.Evaluate(rendering), rendering),
            };
        }

        return value;
    }

    private static object? Apply(Operator found, object? left, object? right, Rendering rendering) => found switch
    {
        Operator.Equal => Comparison.AreEqual(left, right, rendering),
        Operator.NotEqual => !Comparison.AreEqual(left, right, rendering),
        Operator.Less => Comparison.Order(left, right) < 0,
        Operator.AtMost => Comparison.Order(left, right) <= 0,
        Operator.More => Comparison.Order(left, right) > 0,
        Operator.AtLeast => Comparison.Order(left, right) >= 0,
        Operator.Add when left is string || right is string => rendering.Joined(rendering.TextOf(left), rendering.TextOf(right)),
        Operator.Add or Operator.Subtract or Operator.Multiply or Operator.Divide or Operator.Remainder => Arithmetic.Of(found, left, right),
        _ => throw new UnreachableException($"{found} is no operator of two values."),
    };
}
