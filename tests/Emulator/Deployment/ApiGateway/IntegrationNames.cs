namespace Egress.Emulator.Deployment.ApiGateway;

/// <summary>One integration, two spellings: that of x-amazon-apigateway-integration and that of AWS::ApiGateway::Method.</summary>
internal sealed record IntegrationNames
{
    public static readonly IntegrationNames OpenApi = new()
    {
        Type = "type",
        HttpMethod = "httpMethod",
        Uri = "uri",
        RequestParameters = "requestParameters",
        RequestTemplates = "requestTemplates",
        PassthroughBehavior = "passthroughBehavior",
        ResponseTransferMode = "responseTransferMode",
        TimeoutInMillis = "timeoutInMillis",
        ContentHandling = "contentHandling",
        ConnectionType = "connectionType",
        ConnectionId = "connectionId",
        Responses = "responses",
        StatusCode = "statusCode",
        ResponseParameters = "responseParameters",
        ResponseTemplates = "responseTemplates",
        Ignored = ["cacheKeyParameters", "cacheNamespace", "payloadFormatVersion"],
        Unemulated = ["credentials", "integrationTarget", "tlsConfig"],
    };

    public static readonly IntegrationNames CloudFormation = new()
    {
        Type = "Type",
        HttpMethod = "IntegrationHttpMethod",
        Uri = "Uri",
        RequestParameters = "RequestParameters",
        RequestTemplates = "RequestTemplates",
        PassthroughBehavior = "PassthroughBehavior",
        ResponseTransferMode = "ResponseTransferMode",
        TimeoutInMillis = "TimeoutInMillis",
        ContentHandling = "ContentHandling",
        ConnectionType = "ConnectionType",
        ConnectionId = "ConnectionId",
        Responses = "IntegrationResponses",
        SelectionPattern = "SelectionPattern",
        StatusCode = "StatusCode",
        ResponseParameters = "ResponseParameters",
        ResponseTemplates = "ResponseTemplates",
        Ignored = ["CacheKeyParameters", "CacheNamespace"],
        Unemulated = ["Credentials", "IntegrationTarget", "TlsConfig"],
    };

    public required string Type { get; init; }
    public required string HttpMethod { get; init; }
    public required string Uri { get; init; }
    public required string RequestParameters { get; init; }
    public required string RequestTemplates { get; init; }
    public required string PassthroughBehavior { get; init; }
    public required string ResponseTransferMode { get; init; }
    public required string TimeoutInMillis { get; init; }
    public required string ContentHandling { get; init; }
    public required string ConnectionType { get; init; }
    public required string ConnectionId { get; init; }
    public required string Responses { get; init; }
    /// <summary>Null where the pattern is the response's key.</summary>
    public string? SelectionPattern { get; init; }

    public required string StatusCode { get; init; }
    public required string ResponseParameters { get; init; }
    public required string ResponseTemplates { get; init; }

    /// <summary>Caching of a stage that has no cache: no effect.</summary>
    public required IReadOnlyList<string> Ignored { get; init; }

    public required string[] Unemulated { get; init; }

    public IEnumerable<string> Known =>
    [
        Type, HttpMethod, Uri, RequestParameters, RequestTemplates, PassthroughBehavior, ResponseTransferMode, TimeoutInMillis, ContentHandling, ConnectionType, ConnectionId, Responses,
        .. Ignored, .. Unemulated,
    ];
}
