namespace Egress.Emulator.Template;

/// <summary>Something is wrong with the template, or with what it was given: where, what was found, what was expected, what to do.</summary>
internal sealed class TemplateException(SourceLocation at, string found, string expected, string advice)
    : Exception($"{at}: found {found}, expected {expected}; {advice}")
{
    public SourceLocation At { get; } = at;
}
