namespace Egress.Emulator.Template;

/// <summary>A key with its value; <see cref="At"/> is where the key stands.</summary>
internal sealed record MapEntry(string Key, SourceLocation At, Node Value);
