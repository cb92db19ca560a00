namespace Egress.Emulator.Template;

/// <summary>Where a piece of a template stands, for the errors about it.</summary>
internal readonly record struct SourceLocation(string File, int Line)
{
    public override string ToString() => $"{File}:{Line}";
}
