using System.Collections.Concurrent;
using Egress.Emulator.Gateway.Request;
using Microsoft.AspNetCore.Http;

namespace Egress.Emulator.Gateway.Policy;

/// <summary>The VPC endpoint's policy and the API's own must both allow. [doc: Use VPC endpoint policies for private APIs; How API Gateway resource policies affect authorization workflow]</summary>
internal sealed class CheckPolicies(GatewayServices services)
{
    private readonly ConcurrentDictionary<(string Policy, string ApiArn), PolicyDocument> _documents = new();

    public Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var api = context.Found<AddressedStage>().Api;
        var endpoint = context.FoundOrNot<VpcEndpoint>();
        var request = PolicyFacts.Of(context, services, api);
        var byEndpoint = endpoint?.Policy is { } policy ? Document(policy, api).Decide(request) : PolicyDecision.Allowed;
        if (byEndpoint != PolicyDecision.Allowed)
        {
            return services.Switches.AnswersForbiddenToEndpointPolicyDenial
                ? context.Reject(GatewayResponses.InvalidApiKey)
                : Deny(context, api, byEndpoint);
        }

        var byApi = OfApi(api).Decide(request);
        return byApi == PolicyDecision.Allowed ? next(context) : Deny(context, api, byApi);
    }

    // Only a private API needs a policy to let anybody in. [doc: Private REST APIs]
    private PolicyDocument OfApi(RestApi api) => api.Policy is { } policy ? Document(policy, api) : api.EndpointType == "PRIVATE" ? PolicyDocument.Empty : PolicyDocument.AllowAll;

    private PolicyDocument Document(string policy, RestApi api) =>
        _documents.GetOrAdd((policy, $"arn:{services.Partition}:execute-api:{services.Region}:{services.AccountId}:{api.Id}"), key => PolicyDocument.Parse(key.Policy, key.ApiArn));

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
