namespace Egress.Emulator.Gateway.Waf;

/// <summary>A request component that a statement inspects.</summary>
internal sealed record RequestField(Func<WafRequest, InspectedValues> Read)
{
    public OversizeHandling WhenOversize { get; init; }
}
