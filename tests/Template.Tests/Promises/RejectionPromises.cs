namespace Egress.Template.Tests.Promises;

/// <summary>How a caller tells an answer of the gateway from one of the upstream.</summary>
internal static class RejectionPromises
{
    private const string Responses = "x-amazon-apigateway-gateway-responses";
    private const string Header = "gatewayresponse.header.x-egress-error";

    /// <summary>The types that clients tell apart, and the two that stand in for the rest.</summary>
    private static readonly string[] Types =
    [
        "ACCESS_DENIED", "API_CONFIGURATION_ERROR", "BAD_REQUEST_PARAMETERS", "DEFAULT_4XX", "DEFAULT_5XX", "INTEGRATION_FAILURE", "INTEGRATION_TIMEOUT",
        "INVALID_API_KEY", "MISSING_AUTHENTICATION_TOKEN", "QUOTA_EXCEEDED", "THROTTLED", "UNSUPPORTED_MEDIA_TYPE", "WAF_FILTERED",
    ];

    public static IReadOnlyList<Promise> All { get; } =
    [
        new("Every rejection bears the mark and its own type", Unmarked,
            new("a type left to the default", t => t.Api.Drop(Responses, "INVALID_API_KEY")),
            new("a type of its own without the header", t => t.Api.Drop(Responses, "THROTTLED", "responseParameters", Header)),
            new("the name of another type", t => t.Api.Put(DeployedTemplate.Marked(" THROTTLED"), Responses, "QUOTA_EXCEEDED", "responseParameters", Header)),
            new("a mark that others know", t => t.Api.Put("'egress ACCESS_DENIED'", Responses, "ACCESS_DENIED", "responseParameters", Header)),
            new("a further type without the header", t => t.Api.Put("404", Responses, "RESOURCE_NOT_FOUND", "statusCode"))),
        new("A rejection keeps AWS's status and body", Rewritten,
            new("another body", t => t.Api.Put("no", Responses, "THROTTLED", "responseTemplates", "application/json")),
            new("another status", t => t.Api.Put("401", Responses, "INVALID_API_KEY", "statusCode"))),
    ];

    private static IEnumerable<string> Unmarked(DeployedTemplate template) =>
        from type in Types.Union(template.Api.At(Responses).Members().Select(response => response.Key))
        where !template.Api.At(Responses, type, "responseParameters", Header).Is(DeployedTemplate.Marked($" {type}"))
        select $"{type} says {template.Api.At(Responses, type)?.ToJsonString() ?? "nothing"}";

    private static IEnumerable<string> Rewritten(DeployedTemplate template) =>
        from response in template.Api.At(Responses).Members()
        where response.Value.At("statusCode") is not null || response.Value.At("responseTemplates") is not null
        select $"{response.Key} answers {response.Value!.ToJsonString()}";
}
