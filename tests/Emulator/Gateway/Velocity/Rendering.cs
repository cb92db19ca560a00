using System.Text;

namespace Egress.Emulator.Gateway.Velocity;

/// <summary>One run of a template: its variables, what it has printed, and what it has used up of <see cref="VelocityLimits"/>.</summary>
internal sealed class Rendering(IDictionary<string, object?> variables)
{
    private StringBuilder _output = new();
    private long _work;
    private int _depth;

    /// <summary>The line that runs, for the errors.</summary>
    public int Line { get; set; } = 1;

    public object? Read(string name) => variables.TryGetValue(name, out var value) ? value : null;

    public void Set(string name, object? value) => variables[name] = value;

    public object?[] Save(params string[] names) => [.. names.Select(Read)];

    public void Restore(object?[] values, params string[] names)
    {
        foreach (var (name, value) in names.Zip(values))
        {
            variables[name] = value;
        }
    }

    public void Write(string text)
    {
        Spend(text.Length);
        CheckLength((long)_output.Length + text.Length);
        _output.Append(text);
    }

    public string Joined(string left, string right)
    {
        Spend((long)left.Length + right.Length);
        CheckLength((long)left.Length + right.Length);
        return left + right;
    }

    /// <summary>What a block prints, as a text of its own.</summary>
    public string Capture(Block block)
    {
        if (++_depth > VelocityLimits.MaxDepth)
        {
            throw Fault($"more than {VelocityLimits.MaxDepth} texts or blocks that print each other");
        }

        var outer = _output;
        _output = new StringBuilder();
        block.Render(this);
        var text = _output.ToString();
        (_output, _depth) = (outer, _depth - 1);
        return text;
    }

    public string TextOf(object? value) => value switch
    {
        string text => text,
        Block block => Capture(block),
        _ => new ValueText(this).Of(value),
    };

    public void Step() => Spend(VelocityLimits.WorkOfStep);

    public void Spend(long work)
    {
        _work += work;
        if (_work > VelocityLimits.MaxWork)
        {
            throw Fault("more work than a mapping template may take");
        }
    }

    public void CheckLength(long length)
    {
        if (length > VelocityLimits.MaxTextLength)
        {
            throw Fault($"a text of more than {VelocityLimits.MaxTextLength} characters");
        }
    }

    public void CheckItems(int count)
    {
        if (count >= VelocityLimits.MaxItems)
        {
            throw Fault($"more than {VelocityLimits.MaxItems} items in a list or map");
        }
    }

    public VelocityException Fault(string message) => new(Line, message);
}
