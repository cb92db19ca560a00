using Egress.Emulator.Gateway.Integrate;
using Microsoft.AspNetCore.Http;

namespace Egress.Emulator.Gateway.Request;

/// <summary>Where a request validator says so, required parameters must be there and not blank. [doc: Request validation for REST APIs]</summary>
internal static class ValidateParameters
{
    public static Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var method = context.Found<MatchedRoute>().Method;
        var missing = method.ValidatesParameters ? Missing(method, new ValueSources(context).Read) : [];
        return missing.Count == 0
            ? next(context)
            : context.Reject(new Rejection(GatewayResponses.BadRequestParameters) { Message = $"Missing required request parameters: [{string.Join(", ", missing)}]" });
    }

    // Headers, then the path, then the query: "[x-header-param, issuer, qs1]". [validated: test_api_gateway_request_validator, recorded 2024-01-10]
    private static List<string> Missing(ApiMethod method, Func<string, string?> valueOf) =>
    [
        .. method.RequestParameters
            .Where(parameter => parameter.Value && string.IsNullOrWhiteSpace(valueOf(parameter.Key)))
            .Select(parameter => parameter.Key)
            .Order(StringComparer.Ordinal)
            .Select(parameter => parameter.Split('.', 4)[3]),
    ];
}
