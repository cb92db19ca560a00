using Egress.Emulator.Gateway.Request;

namespace Egress.Emulator.Gateway;

/// <summary>A request after parsing: what mappings, routing and policies see of it.</summary>
internal sealed record GatewayRequest
{
    /// <summary>The client's verb, or that of X-HTTP-Method-Override.</summary>
    public required string Method { get; init; }

    public required string Host { get; init; }
    public required RequestTarget Target { get; init; }
    public required IReadOnlyList<QueryParameter> Query { get; init; }

    /// <summary>Without the names that API Gateway removes while parsing.</summary>
    public required HeaderLines Headers { get; init; }

    /// <summary>Before Content-Encoding and text conversion.</summary>
    public required ReadOnlyMemory<byte> Body { get; init; }

    public required string SourceIp { get; init; }
}
