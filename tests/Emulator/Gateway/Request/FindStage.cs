using Microsoft.AspNetCore.Http;

namespace Egress.Emulator.Gateway.Request;

/// <summary>Host → API → stage, as the node that the request meets knows them. Whatever is not found is the same Forbidden, which no customised gateway response can mark.</summary>
internal sealed class FindStage(GatewayServices services)
{
    private const string ApiIdHeader = "x-apigw-api-id";

    public Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var (request, node) = (context.Found<GatewayRequest>(), services.Nodes.Pick());
        context.Keep(node);
        if (FindApi(request, context.FoundOrNot<VpcEndpoint>()) is not { } api || node.Stage(api.Id, request.Target.StageName) is not { } stage)
        {
            return context.Reject(new Rejection(GatewayResponses.InvalidApiKey) { IsCustomisable = false });
        }

        var met = stage.For(services.Draw);
        context.Keep(new AddressedStage(api, met) { IsCanary = stage.Canary is null ? null : !ReferenceEquals(met, stage) });
        return IsTooLong(request, api)
            ? context.Reject(new FrontEndRejection(StatusCodes.Status414UriTooLong, services.Switches.UriTooLongContentType, services.Switches.UriTooLongBody) { HasRequestIds = true })
            : next(context);
    }

    // An endpoint with private DNS takes over every execute-api name of its VPC, and leads to private APIs only. [doc: AWS re:Post, API Gateway and VPC connections]
    private RestApi? FindApi(GatewayRequest request, VpcEndpoint? endpoint)
    {
        if (ApiAddress.Of(request.Host, request.Headers.Last(ApiIdHeader), services.Region) is not { } address || services.FindApi(address.ApiId) is not { } api)
        {
            return null;
        }

        var isReachable = (endpoint is not null) == (api.EndpointType == "PRIVATE");
        var namesEndpoint = address.EndpointId is null || (address.EndpointId == endpoint?.Id && api.VpcEndpointIds.Contains(address.EndpointId));
        return isReachable && namesEndpoint ? api : null;
    }

    private bool IsTooLong(GatewayRequest request, RestApi api) => MethodArn.Of(services, api.Id, request).Length > GatewayLimits.MaxMethodArnBytes;
}
