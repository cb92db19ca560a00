namespace Egress.Emulator.Gateway;

/// <summary>One header line; the name keeps the case in which it was sent.</summary>
internal readonly record struct HeaderLine(string Name, string Value)
{
    /// <summary>A value that holds a line break would begin a line of its own.</summary>
    public static bool IsValue(string value) => value.AsSpan().IndexOfAny("\r\n\0") < 0;
}
