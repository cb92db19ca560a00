namespace Egress.Emulator.Template;

/// <summary>Something is wrong with the template, or with what it was given: where, what was found, what was expected, what to do. Of several faults each has a line of the message.</summary>
internal sealed class TemplateException : Exception
{
    public TemplateException(SourceLocation at, string found, string expected, string advice)
        : base($"{at}: found {found}, expected {expected}; {advice}") => (At, Faults) = (at, [this]);

    /// <summary>All of several faults, in the order of their lines.</summary>
    public TemplateException(IReadOnlyList<TemplateException> faults)
        : base(string.Join('\n', faults.Select(fault => fault.Message))) => (At, Faults) = (faults[0].At, faults);

    /// <summary>Of several faults, the first one's.</summary>
    public SourceLocation At { get; }

    public IReadOnlyList<TemplateException> Faults { get; }
}
