namespace Egress.Emulator.Template;

/// <summary>An entry of a map after its loops were unrolled, with the loop variables that its value sees.</summary>
internal sealed record UnrolledEntry(string Key, SourceLocation At, Node Value, LoopVariables Variables);
