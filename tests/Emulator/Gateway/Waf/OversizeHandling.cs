namespace Egress.Emulator.Gateway.Waf;

/// <summary>What a statement says of a request of which AWS WAF gets a part only.</summary>
internal enum OversizeHandling
{
    /// <summary>The part is inspected.</summary>
    Continue,
    Match,
    NoMatch,
}
