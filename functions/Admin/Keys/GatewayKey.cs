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

    /// <summary>The call that made it was answered in this invocation: it is in no plan yet, and nobody has used it.</summary>
    public bool IsNew { get; init; }

    public override string ToString() => $"key {Id} ({Name})";
}
