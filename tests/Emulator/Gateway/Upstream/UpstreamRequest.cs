namespace Egress.Emulator.Gateway.Upstream;

/// <summary>A request as it goes onto the upstream's wire, header case and order included.</summary>
internal sealed record UpstreamRequest
{
    public required string Method { get; init; }
    public required UpstreamOrigin Origin { get; init; }
    public required string Target { get; init; }

    /// <summary>With Host, without Content-Length: the wire adds it.</summary>
    public required HeaderLines Headers { get; init; }

    public required ReadOnlyMemory<byte> Body { get; init; }
}
