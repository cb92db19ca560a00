using System.Runtime.CompilerServices;
using Egress.Emulator.Gateway.Request;
using Microsoft.AspNetCore.Http;

namespace Egress.Emulator.Gateway.Policy;

/// <summary>The VPC endpoint's policy and the API's own must both allow. [doc: Use VPC endpoint policies for private APIs; How API Gateway resource policies affect authorization workflow]</summary>
internal sealed class CheckPolicies(GatewayServices services)
{
    private readonly ConditionalWeakTable<RestApi, ApiPolicies> _policies = [];

    public Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var api = context.Found<AddressedStage>().Api;
        var endpoint = context.FoundOrNot<VpcEndpoint>();
        var policies = _policies.GetValue(api, PoliciesOf);
        var request = RequestOf(context.Found<GatewayRequest>(), endpoint, api);
        var byEndpoint = endpoint?.Policy is { } policy ? policies.OfEndpoint(policy).Decide(request) : PolicyDecision.Allowed;
        if (byEndpoint != PolicyDecision.Allowed)
        {
            return services.Switches.AnswersForbiddenToEndpointPolicyDenial
                ? context.Reject(GatewayResponses.InvalidApiKey)
                : Deny(context, api, byEndpoint);
        }

        var byApi = policies.Own.Decide(request);
        return byApi == PolicyDecision.Allowed ? next(context) : Deny(context, api, byApi);
    }

    private ApiPolicies PoliciesOf(RestApi api) => new(api, $"arn:{services.Partition}:execute-api:{services.Region}:{services.AccountId}:{api.Id}");

    private PolicyRequest RequestOf(GatewayRequest request, VpcEndpoint? endpoint, RestApi api) => new()
    {
        Action = "execute-api:Invoke",
        Resource = MethodArn.Of(services, api.Id, request),
        ValuesOf = new PolicyFacts(request, endpoint, services).ValuesOf,
    };

    private Task Deny(HttpContext context, RestApi api, PolicyDecision decision)
    {
        var message = $"User: anonymous is not authorized to perform: execute-api:Invoke on resource: {MethodArn.Masked(services, api.Id, context.Found<GatewayRequest>())}";
        return context.Reject(new Rejection(GatewayResponses.AccessDenied) { Message = message + Reason(decision) });
    }

    // Both wordings are seen on AWS. [capture; doc: AWS re:Post, 403 errors]
    private string Reason(PolicyDecision decision) => (decision, services.Switches.WordsPolicyDenialAnew) switch
    {
        (PolicyDecision.DeniedExplicitly, false) => " with an explicit deny",
        (PolicyDecision.DeniedExplicitly, true) => " with an explicit deny in a resource-based policy",
        (_, true) => " because no resource-based policy allows the execute-api:Invoke action",
        _ => "",
    };
}
