namespace Egress.Emulator.Template;

/// <summary>What was found wrong so far. Parts that do not need each other are all tried, so that one start tells of every fault, not of the first alone.</summary>
internal sealed class TemplateFaults
{
    private readonly List<TemplateException> _faults = [];

    /// <summary>Null, or false, where it went wrong.</summary>
    public T? Try<T>(Func<T> part)
    {
        try
        {
            return part();
        }
        catch (TemplateException fault)
        {
            _faults.AddRange(fault.Faults);
            return default;
        }
    }

    public bool Try(Action part) => Try(() =>
    {
        part();
        return true;
    });

    /// <exception cref="TemplateException">Something went wrong.</exception>
    public void ThrowIfAny()
    {
        if (_faults.Count > 0)
        {
            throw new TemplateException([.. _faults.OrderBy(fault => fault.At.File, StringComparer.Ordinal).ThenBy(fault => fault.At.Line).DistinctBy(fault => fault.Message)]);
        }
    }
}
