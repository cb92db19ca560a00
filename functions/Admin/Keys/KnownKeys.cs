namespace Egress.Admin.Keys;

/// <summary>The keys of one consumer as one call showed them, with their values.</summary>
internal sealed record KnownKeys(string Prefix, IReadOnlyList<GatewayKey> Keys)
{
    /// <summary>Null for a name that these keys do not answer for: a person who wrote a version may have named any key.</summary>
    public IReadOnlyList<GatewayKey>? Of(KeyName name) => name.ToString().StartsWith(Prefix, StringComparison.Ordinal) ? Keys : null;
}
