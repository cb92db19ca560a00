namespace Egress.Emulator.ControlPlane;

/// <summary>An API key as the management API shows it. <see cref="ToString"/> never prints the value.</summary>
internal sealed record ApiKeyRecord
{
    public required string Id { get; init; }
    public required string Value { get; init; }
    public required string Name { get; init; }
    public required DateTimeOffset CreatedDate { get; init; }
    public required DateTimeOffset LastUpdatedDate { get; init; }
    public bool Enabled { get; init; }
    public string? Description { get; init; }
    public string? CustomerId { get; init; }
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();

    public override string ToString() => $"API key {Id} ({Name})";
}
