using System.Diagnostics;

namespace Egress.Emulator.Gateway.Velocity;

/// <summary>Whole numbers stay whole, and division cuts off; what does not fit into 64 bits goes on as a <c>double</c>, where Java would make a BigInteger of it.</summary>
internal static class Arithmetic
{
    /// <summary>Null where an operand is no number, or where it divides by zero. [source: apache/velocity-engine 1.7, ASTMathNode, ASTDivNode]</summary>
    public static object? Of(Operator operation, object? left, object? right) => (left, right) switch
    {
        (long or double, long or double) when operation is Operator.Divide or Operator.Remainder && right is 0L or 0.0 => null,
        (long one, long other) => Whole(operation, one, other) is var exact && exact >= long.MinValue && exact <= long.MaxValue ? (object)(long)exact : (double)exact,
        (long or double, long or double) => Fraction(operation, Convert(left), Convert(right)),
        _ => null,
    };

    private static Int128 Whole(Operator operation, Int128 left, Int128 right) => operation switch
    {
        Operator.Add => left + right,
        Operator.Subtract => left - right,
        Operator.Multiply => left * right,
        Operator.Divide => left / right,
        Operator.Remainder => left % right,
        _ => throw new UnreachableException($"{operation} does not calculate."),
    };

    private static double Fraction(Operator operation, double left, double right) => operation switch
    {
        Operator.Add => left + right,
        Operator.Subtract => left - right,
        Operator.Multiply => left * right,
        Operator.Divide => left / right,
        Operator.Remainder => left % right,
        _ => throw new UnreachableException($"{operation} does not calculate."),
    };

    private static double Convert(object number) => number is long whole ? whole : (double)number;
}
