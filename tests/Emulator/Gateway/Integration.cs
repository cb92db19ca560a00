using Egress.Emulator.Gateway.Integrate;

namespace Egress.Emulator.Gateway;

/// <summary>What stands behind a method. Names as in the API Gateway API.</summary>
internal sealed record Integration
{
    /// <summary>HTTP_PROXY or MOCK.</summary>
    public required string Type { get; init; }

    /// <summary>The verb towards the upstream; ANY passes the client's.</summary>
    public string? HttpMethod { get; init; }

    public string? Uri { get; init; }

    /// <summary><c>connectionType: VPC_LINK</c>: the link's id, or a stage variable that holds it. Null goes out by the internet.</summary>
    public string? VpcLinkId { get; init; }

    public IReadOnlyDictionary<string, string> RequestParameters
    {
        get;
        init => (field, Mappings) = (value, RequestMappings.Of(value));
    }
    = new Dictionary<string, string>();

    /// <summary>The request parameters, read.</summary>
    public RequestMappings Mappings { get; private init; } = RequestMappings.None;

    public IReadOnlyDictionary<string, string> RequestTemplates { get; init; } = new Dictionary<string, string>();
    public string PassthroughBehavior { get; init; } = "WHEN_NO_MATCH";

    /// <summary><c>responseTransferMode: STREAM</c>; otherwise the answer is buffered, at most 10 MB.</summary>
    public bool IsStreamed { get; init; }

    /// <summary>50 ms to 29 s when buffered, up to 15 minutes when streamed.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(29);

    public IReadOnlyList<IntegrationResponse> Responses { get; init; } = [];
}
