namespace Egress.Emulator.Gateway.Velocity;

/// <summary>A list, as the template writes one or as a JSON body has one.</summary>
internal sealed class VelocityList(IEnumerable<object?> items) : List<object?>(items)
{
    /// <summary>Of a JSON body: printed as JSON, where others are printed as Java prints a list. [validated: test_input_path_template_formatting]</summary>
    public bool IsJson { get; init; }
}
