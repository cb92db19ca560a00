namespace Egress.Emulator.ControlPlane;

/// <summary>The input of CreateApiKey. <see cref="Enabled"/> omitted means disabled, as on AWS.</summary>
internal sealed record NewApiKey
{
    public string? Name { get; init; }
    public string? Value { get; init; }
    public bool Enabled { get; init; }
    public string? Description { get; init; }
    public string? CustomerId { get; init; }
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();
}
