namespace Egress.Emulator.Gateway.Velocity;

/// <summary>A map with its entries in order, as the template writes one or as a JSON body has one. Printed as Java prints a map. [validated: test_input_path_template_formatting]</summary>
internal sealed class VelocityMap(StringComparer names) : OrderedDictionary<string, object?>(names)
{
    public VelocityMap()
        : this(StringComparer.Ordinal)
    {
    }

    /// <summary>A part of <c>$context</c>: printed as nothing. [validated: test_sqs_amz_json_protocol]</summary>
    public bool IsSilent { get; init; }
}
