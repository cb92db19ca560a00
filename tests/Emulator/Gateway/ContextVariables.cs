using System.Globalization;
using System.Security.Authentication;
using Egress.Emulator.ControlPlane.ApiGateway;
using Egress.Emulator.Gateway.Integrate;
using Egress.Emulator.Gateway.Waf;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;

namespace Egress.Emulator.Gateway;

/// <summary>The <c>$context</c> variables that a method without authorizer has. [doc: Variables for access logging for API Gateway]</summary>
internal static class ContextVariables
{
    /// <summary>Those that a mapping template finds in <c>$context</c>, in their order; after them what a web ACL adds. [validated: test_sqs_amz_json_protocol; doc: Variables for data transformations]</summary>
    public static readonly IReadOnlyList<string> OfTemplates =
    [
        "resourceId", "resourcePath", "httpMethod", "extendedRequestId", "requestTime", "path", "accountId", "protocol", "stage", "domainPrefix", "requestTimeEpoch", "requestId",
        "domainName", "deploymentId", "apiId", "isCanaryRequest", "xrayTraceId", "wafResponseCode", "webaclArn",
    ];

    /// <summary>Those of its <c>identity</c>, of which only two have a value without an authorizer; after them what a private API and an API key add. [validated: same; doc: Variables for data transformations]</summary>
    public static readonly IReadOnlyList<string> OfIdentity =
    [
        "cognitoIdentityPoolId", "accountId", "cognitoIdentityId", "caller", "sourceIp", "principalOrgId", "accessKey", "cognitoAuthenticationType",
        "cognitoAuthenticationProvider", "userArn", "userAgent", "user", "apiKey", "apiKeyId", "vpceId", "vpcId",
    ];

    /// <summary>Null for a variable that has no value here, or that AWS does not know.</summary>
    public static string? Read(HttpContext context, string name) => name switch
    {
        "requestId" => context.FoundOrNot<RequestIds>()?.RequestId,
        "extendedRequestId" => context.FoundOrNot<RequestIds>()?.ExtendedRequestId,
        "accountId" => context.FoundOrNot<CallStart>()?.AccountId,
        "requestTime" => context.FoundOrNot<CallStart>()?.At.ToString("dd/MMM/yyyy:HH:mm:ss +0000", CultureInfo.InvariantCulture),
        "requestTimeEpoch" => context.FoundOrNot<CallStart>()?.At.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture),
        "apiId" => context.FoundOrNot<AddressedStage>()?.Api.Id,
        "deploymentId" => context.FoundOrNot<AddressedStage>() is { } addressed ? ApiDeployment.IdOf(addressed.Api.Id) : null,
        "isCanaryRequest" => context.FoundOrNot<AddressedStage>()?.IsCanary switch { true => "true", false => "false", null => null },
        "xrayTraceId" => context.FoundOrNot<AddressedStage>()?.Stage.IsTraced == true ? TraceRoot(context) : null,
        "stage" => context.FoundOrNot<AddressedStage>()?.Stage.Name,
        "resourceId" => context.FoundOrNot<MatchedRoute>()?.Resource.Id,
        "resourcePath" => context.FoundOrNot<MatchedRoute>()?.Resource.Path,
        "httpMethod" => context.FoundOrNot<GatewayRequest>()?.Method ?? context.Request.Method,
        "path" => context.FoundOrNot<GatewayRequest>()?.Target.Path,
        "protocol" => context.Request.Protocol,
        "domainName" => context.Request.Host.Host,
        "domainPrefix" => context.Request.Host.Host.Split('.')[0],
        "wafResponseCode" => context.FoundOrNot<WafOutcome>()?.ResponseCode,
        "webaclArn" => context.FoundOrNot<WafOutcome>()?.WebAclArn,
        "waf.status" => context.FoundOrNot<WafOutcome>() is null ? null : "200", // "the status code returned from AWS WAF": that it is 200 whatever the verdict is [unverified]
        "waf.latency" => Milliseconds(context.FoundOrNot<WafOutcome>()?.Latency),
        "tlsVersion" => Tls(context)?.Protocol is SslProtocols.Tls12 ? "TLSv1.2" : Tls(context) is null ? null : "TLSv1.3",
        "cipherSuite" => Tls(context)?.NegotiatedCipherSuite?.ToString(),
        _ when name.StartsWith("identity.", StringComparison.Ordinal) => Identity(context, name["identity.".Length..]),
        _ when name.StartsWith("error.", StringComparison.Ordinal) => Error(context, name["error.".Length..]),
        _ => Outcome(context, name),
    };

    private static string? Identity(HttpContext context, string name) => name switch
    {
        "sourceIp" => context.SourceIp(),
        "userAgent" => context.FoundOrNot<GatewayRequest>()?.Headers.Last("User-Agent"),
        "apiKeyId" => context.FoundOrNot<KeyGrant>()?.KeyId,
        "vpceId" => context.FoundOrNot<VpcEndpoint>()?.Id,
        "vpcId" => context.FoundOrNot<VpcEndpoint>()?.VpcId,
        _ => null,
    };

    private static string TraceRoot(HttpContext context) =>
        TraceHeader.Of(context.FoundOrNot<GatewayRequest>()?.Headers.Last(TraceHeader.Name), context.Found<RequestIds>().TraceRoot).Root;

    private static string? Error(HttpContext context, string name) => name switch
    {
        "message" => context.FoundOrNot<Rejection>()?.Message,
        "messageString" => context.FoundOrNot<Rejection>() is { } rejection ? AnswerRejections.Quoted(rejection.Message) : null,
        "responseType" => context.FoundOrNot<Rejection>()?.Type.Name,
        _ => null,
    };

    private static string? Outcome(HttpContext context, string name) => name switch
    {
        "status" => context.Response.StatusCode.ToString(CultureInfo.InvariantCulture),
        "responseLength" => (context.FoundOrNot<ResponseLength>()?.Bytes ?? 0).ToString(CultureInfo.InvariantCulture),
        "integration.status" or "integrationStatus" => context.FoundOrNot<IntegrationOutcome>()?.StatusCode?.ToString(CultureInfo.InvariantCulture),
        "integration.latency" or "integrationLatency" => Milliseconds(context.FoundOrNot<IntegrationOutcome>()?.Latency),
        "responseLatency" => Milliseconds(context.FoundOrNot<ResponseLatency>()?.Elapsed),
        "integration.error" or "integrationErrorMessage" => context.FoundOrNot<Rejection>()?.Cause,
        _ => null,
    };

    private static string? Milliseconds(TimeSpan? time) => time is { } known ? ((long)known.TotalMilliseconds).ToString(CultureInfo.InvariantCulture) : null;

    private static ITlsHandshakeFeature? Tls(HttpContext context) => context.FoundOrNot<ITlsHandshakeFeature>();
}
