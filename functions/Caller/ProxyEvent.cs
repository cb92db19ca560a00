namespace Egress.Caller;

/// <summary>The members of an API Gateway proxy event that say what to send. Where it has a field twice, for one value and for several, the one for several counts.</summary>
internal sealed record ProxyEvent
{
    public string? Method { get; init; }
    public string? Path { get; init; }
    public IReadOnlyDictionary<string, IList<string>> Headers { get; init; } = new Dictionary<string, IList<string>>();
    public IReadOnlyDictionary<string, IList<string>> Parameters { get; init; } = new Dictionary<string, IList<string>>();

    /// <summary>The bytes to send; where the event allows it, a part of the event itself.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }
}
