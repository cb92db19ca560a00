namespace Egress.Emulator.Gateway.Waf;

/// <summary>A request component passes a test, after the transformations in their order. Between them it is bytes: a component need not be text.</summary>
internal sealed record FieldStatement(RequestField Field, IReadOnlyList<Func<byte[], byte[]>> Transformations, Func<byte[], bool> Passes) : IWafStatement
{
    public bool Matches(WafRequest request)
    {
        var inspected = Field.Read(request);
        return inspected.IsOversize && Field.WhenOversize != OversizeHandling.Continue
            ? Field.WhenOversize == OversizeHandling.Match
            : inspected.Values.Any(value => Passes(Transformations.Aggregate(value, (bytes, transform) => transform(bytes))));
    }
}
