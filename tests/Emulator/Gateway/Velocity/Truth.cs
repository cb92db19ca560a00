namespace Egress.Emulator.Gateway.Velocity;

/// <summary>What counts as true: any value but <c>false</c>; also an empty text, zero and an empty list. [source: apache/velocity-engine 1.7, ASTReference]</summary>
internal static class Truth
{
    public static bool Of(object? value) => value is not (null or false);
}
