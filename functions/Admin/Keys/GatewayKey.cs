using Egress.Probe.Contract;

namespace Egress.Admin.Keys;

/// <summary>An API key as API Gateway holds it. The value is there only when it was asked for.</summary>
internal sealed record GatewayKey
{
    public required string Id { get; init; }
    public required string Name { get; init; }
    public bool IsEnabled { get; init; }
    public Stamps Stamps { get; init; } = Stamps.None;
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();
    public ApiKey? Value { get; init; }

    public override string ToString() => $"key {Id} ({Name})";
}
