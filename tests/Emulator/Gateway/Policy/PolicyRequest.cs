namespace Egress.Emulator.Gateway.Policy;

/// <summary>What policies are asked about: an anonymous principal's action on a resource, and the condition keys that are there.</summary>
internal sealed record PolicyRequest
{
    public required string Action { get; init; }
    public required string Resource { get; init; }

    /// <summary>The values of a condition key, whatever its case; null for one that is not in the request's context.</summary>
    public required Func<string, IReadOnlyList<string>?> ValuesOf { get; init; }
}
