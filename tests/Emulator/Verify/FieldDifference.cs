namespace Egress.Emulator.Verify;

/// <summary>A field in which two answers differ; null where an answer has none.</summary>
internal sealed record FieldDifference(string Field, string? Deployed, string? Emulated);
