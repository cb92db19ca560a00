namespace Egress.Emulator.Gateway.Policy;

/// <summary>What policies are asked about: an anonymous principal's action on a resource, and the condition keys that are there.</summary>
internal sealed record PolicyRequest
{
    public required string Action { get; init; }
    public required string Resource { get; init; }

    /// <summary>By key, whatever its case; a key that is not in the request's context is not in the dictionary.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<string>> Keys { get; init; }
}
