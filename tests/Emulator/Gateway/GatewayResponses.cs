namespace Egress.Emulator.Gateway;

/// <summary>The table of AWS's gateway response types: status as recorded by LocalStack (test_gateway_response_crud, 2024-04-15), error types and messages from AWS re:Post.</summary>
internal static class GatewayResponses
{
    public const string Default4xx = "DEFAULT_4XX";
    public const string Default5xx = "DEFAULT_5XX";

    /// <summary>The template that every type has stored. [validated: test_gateway_response_crud]</summary>
    public const string StoredTemplate = """{"message":$context.error.messageString}""";

    public static readonly GatewayResponseType AccessDenied = new("ACCESS_DENIED", 403, "AccessDeniedException", "Forbidden") { MessageName = "Message" };
    public static readonly GatewayResponseType ApiConfigurationError = Execution("API_CONFIGURATION_ERROR", 500, "InternalServerErrorException", "Internal server error");
    public static readonly GatewayResponseType BadRequestParameters = Execution("BAD_REQUEST_PARAMETERS", 400, "BadRequestException", "Missing required request parameters");
    public static readonly GatewayResponseType IntegrationFailure =
        Execution("INTEGRATION_FAILURE", 504, "InternalServerErrorException", "Network error communicating with endpoint");
    public static readonly GatewayResponseType IntegrationTimeout = Execution("INTEGRATION_TIMEOUT", 504, "InternalServerErrorException", "Endpoint request timed out");
    public static readonly GatewayResponseType InvalidApiKey = new("INVALID_API_KEY", 403, "ForbiddenException", "Forbidden");
    public static readonly GatewayResponseType MissingAuthenticationToken =
        new("MISSING_AUTHENTICATION_TOKEN", 403, "MissingAuthenticationTokenException", "Missing Authentication Token");
    public static readonly GatewayResponseType QuotaExceeded = new("QUOTA_EXCEEDED", 429, "LimitExceededException", "Limit Exceeded");
    public static readonly GatewayResponseType RequestTooLarge = new("REQUEST_TOO_LARGE", 413, "RequestTooLargeException", "HTTP content length exceeded 10485760 bytes.");
    public static readonly GatewayResponseType Throttled = new("THROTTLED", 429, "TooManyRequestsException", "Too Many Requests");
    public static readonly GatewayResponseType UnsupportedMediaType = Execution("UNSUPPORTED_MEDIA_TYPE", 415, "BadRequestException", "Unsupported Media Type");

    public static readonly GatewayResponseType WafFiltered = new("WAF_FILTERED", 403, "ForbiddenException", "Forbidden");

    /// <summary>All types with a status of their own, also those that an API without authorizer or model never answers.</summary>
    public static readonly IReadOnlyList<GatewayResponseType> All =
    [
        AccessDenied,
        ApiConfigurationError,
        Execution("AUTHORIZER_CONFIGURATION_ERROR", 500, "InternalServerErrorException", "Internal server error"),
        Execution("AUTHORIZER_FAILURE", 500, "InternalServerErrorException", "Internal server error"),
        Execution("BAD_REQUEST_BODY", 400, "BadRequestException", "Invalid request body"),
        BadRequestParameters,
        new("EXPIRED_TOKEN", 403, "ExpiredTokenException", "The security token included in the request is expired"),
        IntegrationFailure,
        IntegrationTimeout,
        InvalidApiKey,
        new("INVALID_SIGNATURE", 403, "InvalidSignatureException", "The request signature we calculated does not match the signature you provided"),
        MissingAuthenticationToken,
        QuotaExceeded,
        RequestTooLarge,
        new("RESOURCE_NOT_FOUND", 404, "NotFoundException", "Not Found"),
        Throttled,
        new("UNAUTHORIZED", 401, "UnauthorizedException", "Unauthorized"),
        UnsupportedMediaType,
        WafFiltered,
    ];

    private static GatewayResponseType Execution(string name, int statusCode, string errorType, string message) =>
        new(name, statusCode, errorType, message) { HasSpace = true };
}
