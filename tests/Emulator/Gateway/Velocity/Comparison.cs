namespace Egress.Emulator.Gateway.Velocity;

/// <summary>Numbers are compared as numbers, values of one kind as such, others by their text; only numbers have an order. [source: apache/velocity-engine 1.7, ASTEQNode]</summary>
internal static class Comparison
{
    public static bool AreEqual(object? left, object? right, Rendering rendering) => (left, right) switch
    {
        (long one, long other) => one == other,
        (long or double, long or double) => Convert(left) == Convert(right),
        (string one, string other) => one == other,
        _ when ReferenceEquals(left, right) => true,
        (null, _) or (_, null) => false,
        _ => rendering.TextOf(left) == rendering.TextOf(right),
    };

    /// <summary>Null, which is neither less nor more than anything, where there is no order.</summary>
    public static int? Order(object? left, object? right) => (left, right) switch
    {
        (long one, long other) => one.CompareTo(other),
        (long or double, long or double) => Convert(left).CompareTo(Convert(right)),
        _ => null,
    };

    private static double Convert(object number) => number is long whole ? whole : (double)number;
}
