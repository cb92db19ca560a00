using Egress.Emulator.Gateway;
using Egress.Emulator.Template;

namespace Egress.Emulator.Deployment.ApiGateway;

/// <summary>Customised answers of the gateway: which types there are and what may be set.</summary>
internal static class GatewayResponseRules
{
    // GetGatewayResponses [validated by LocalStack's recordings: test_gateway_response_crud].
    private static readonly string[] Types =
    [
        "ACCESS_DENIED", "API_CONFIGURATION_ERROR", "AUTHORIZER_CONFIGURATION_ERROR", "AUTHORIZER_FAILURE", "BAD_REQUEST_BODY", "BAD_REQUEST_PARAMETERS", "DEFAULT_4XX",
        "DEFAULT_5XX", "EXPIRED_TOKEN", "INTEGRATION_FAILURE", "INTEGRATION_TIMEOUT", "INVALID_API_KEY", "INVALID_SIGNATURE", "MISSING_AUTHENTICATION_TOKEN",
        "QUOTA_EXCEEDED", "REQUEST_TOO_LARGE", "RESOURCE_NOT_FOUND", "THROTTLED", "UNAUTHORIZED", "UNSUPPORTED_MEDIA_TYPE", "WAF_FILTERED",
    ];

    public static void CheckType(string type, SourceLocation at)
    {
        if (!Types.Contains(type))
        {
            throw new TemplateException(at, $"the gateway response {type}", $"one of {string.Join(", ", Types)}", "correct it");
        }
    }

    public static GatewayResponse Read(PropertyMap response, string statusCode, string parameters, string templates)
    {
        MappingRules.CheckGatewayResponse(response.FindMap(parameters));
        var status = response.FindInteger(statusCode, 100, 599) is null ? null : response.Text(statusCode);
        return new GatewayResponse(status, response.TextsByKey(parameters), response.TextsByKey(templates));
    }
}
