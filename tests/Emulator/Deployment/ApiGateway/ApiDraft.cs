using Egress.Emulator.Gateway;

namespace Egress.Emulator.Deployment.ApiGateway;

/// <summary>A REST API while its parts are still being created.</summary>
internal sealed class ApiDraft(string id)
{
    public string Id => id;
    public required string Name { get; init; }
    public required EndpointSettings Endpoint { get; init; }
    public string? Description { get; init; }
    public string? Policy { get; init; }
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();
    public IReadOnlyList<string> BinaryMediaTypes { get; init; } = [];
    public int? MinimumCompressionSizeBytes { get; init; }

    public PathTree Paths { get; } = new(id);
    public Dictionary<string, GatewayResponse> GatewayResponses { get; } = new(StringComparer.Ordinal);

    /// <summary>By id.</summary>
    public Dictionary<string, RequestValidator> Validators { get; } = new(StringComparer.Ordinal);

    public bool IsDeployed { get; set; }

    public RestApi Build() => new()
    {
        Id = id,
        Name = Name,
        Description = Description,
        EndpointType = Endpoint.Type,
        VpcEndpointIds = Endpoint.VpcEndpointIds,
        Policy = Policy,
        Tags = Tags,
        BinaryMediaTypes = BinaryMediaTypes,
        MinimumCompressionSizeBytes = MinimumCompressionSizeBytes,
        GatewayResponses = new Dictionary<string, GatewayResponse>(GatewayResponses),
        Resources = Paths.Build(),
    };
}
