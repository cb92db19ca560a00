namespace Egress.Emulator.Gateway;

/// <summary>One header line; the name keeps the case in which it was sent.</summary>
internal readonly record struct HeaderLine(string Name, string Value);
