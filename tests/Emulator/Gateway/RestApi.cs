namespace Egress.Emulator.Gateway;

/// <summary>A REST API as the template declares it: what each of its stages serves.</summary>
internal sealed record RestApi
{
    public required string Id { get; init; }
    public required string Name { get; init; }

    /// <summary>PRIVATE, REGIONAL or EDGE.</summary>
    public required string EndpointType { get; init; }

    public required IReadOnlyList<ApiResource> Resources { get; init; }

    /// <summary>VPC endpoints associated with the API: each gives it the host name <c>{api}-{vpce}.execute-api…</c>.</summary>
    public IReadOnlyList<string> VpcEndpointIds { get; init; } = [];

    /// <summary>The resource policy as JSON; null lets nobody in (a private API without a policy refuses every call).</summary>
    public string? Policy { get; init; }

    public IReadOnlyDictionary<string, GatewayResponse> GatewayResponses { get; init; } = new Dictionary<string, GatewayResponse>();
    public IReadOnlyList<string> BinaryMediaTypes { get; init; } = [];
    public int? MinimumCompressionSizeBytes { get; init; }
    public string? Description { get; init; }
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();
}
