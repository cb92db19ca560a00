using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Egress.Emulator.ControlPlane.ApiGateway;

/// <summary>The API Gateway management API (rest-json, 2015-07-09): its table of operations.</summary>
internal sealed class ApiGatewayProtocol : IAwsProtocol
{
    private const int MaxBodyBytes = 6 * 1024 * 1024; // PutRestApi's limit, the largest of the service

    private readonly RestRoute[] _routes;

    public ApiGatewayProtocol(ApiGatewayStore store, string region)
    {
        var (apis, stages, resources, keys) = (new RestApiOperations(store), new StageOperations(store), new ResourceOperations(store), new ApiKeyOperations(store));
        var (plans, planKeys, usage, tags) = (new UsagePlanOperations(store), new UsagePlanKeyOperations(store), new UsageOperations(store), new TagOperations(store, region));
        var links = new VpcLinkOperations(store);
        _routes =
        [
            new("GetAccount", "GET", "/account", 200, _ => RestApiOperations.GetAccount()),
            new("GetRestApis", "GET", "/restapis", 200, apis.GetRestApis),
            new("GetRestApi", "GET", "/restapis/{}", 200, apis.GetRestApi),
            new("CreateStage", "POST", "/restapis/{}/stages", 201, stages.CreateStage),
            new("GetStages", "GET", "/restapis/{}/stages", 200, stages.GetStages),
            new("GetStage", "GET", "/restapis/{}/stages/{}", 200, stages.GetStage),
            new("UpdateStage", "PATCH", "/restapis/{}/stages/{}", 200, stages.UpdateStage),
            new("DeleteStage", "DELETE", "/restapis/{}/stages/{}", 202, stages.DeleteStage),
            new("GetDeployments", "GET", "/restapis/{}/deployments", 200, apis.GetDeployments),
            new("GetDeployment", "GET", "/restapis/{}/deployments/{}", 200, apis.GetDeployment),
            new("GetGatewayResponses", "GET", "/restapis/{}/gatewayresponses", 200, apis.GetGatewayResponses),
            new("GetGatewayResponse", "GET", "/restapis/{}/gatewayresponses/{}", 200, apis.GetGatewayResponse),
            new("GetResources", "GET", "/restapis/{}/resources", 200, resources.GetResources),
            new("GetResource", "GET", "/restapis/{}/resources/{}", 200, resources.GetResource),
            new("GetMethod", "GET", "/restapis/{}/resources/{}/methods/{}", 200, resources.GetMethod),
            new("GetIntegration", "GET", "/restapis/{}/resources/{}/methods/{}/integration", 200, resources.GetIntegration),
            new("GetMethodResponse", "GET", "/restapis/{}/resources/{}/methods/{}/responses/{}", 200, resources.GetMethodResponse),
            new("GetIntegrationResponse", "GET", "/restapis/{}/resources/{}/methods/{}/integration/responses/{}", 200, resources.GetIntegrationResponse),
            new("GetAuthorizers", "GET", "/restapis/{}/authorizers", 200, apis.GetAuthorizers),
            new("GetVpcLinks", "GET", "/vpclinks", 200, links.GetVpcLinks),
            new("GetVpcLink", "GET", "/vpclinks/{}", 200, links.GetVpcLink),
            new("CreateApiKey", "POST", "/apikeys", 201, keys.CreateApiKey),
            new("GetApiKeys", "GET", "/apikeys", 200, keys.GetApiKeys),
            new("GetApiKey", "GET", "/apikeys/{}", 200, keys.GetApiKey),
            new("UpdateApiKey", "PATCH", "/apikeys/{}", 200, keys.UpdateApiKey),
            new("DeleteApiKey", "DELETE", "/apikeys/{}", 202, keys.DeleteApiKey),
            new("CreateUsagePlan", "POST", "/usageplans", 201, plans.CreateUsagePlan),
            new("GetUsagePlans", "GET", "/usageplans", 200, plans.GetUsagePlans),
            new("GetUsagePlan", "GET", "/usageplans/{}", 200, plans.GetUsagePlan),
            new("UpdateUsagePlan", "PATCH", "/usageplans/{}", 200, plans.UpdateUsagePlan),
            new("DeleteUsagePlan", "DELETE", "/usageplans/{}", 202, plans.DeleteUsagePlan),
            new("CreateUsagePlanKey", "POST", "/usageplans/{}/keys", 201, planKeys.CreateUsagePlanKey),
            new("GetUsagePlanKeys", "GET", "/usageplans/{}/keys", 200, planKeys.GetUsagePlanKeys),
            new("GetUsagePlanKey", "GET", "/usageplans/{}/keys/{}", 200, planKeys.GetUsagePlanKey),
            new("DeleteUsagePlanKey", "DELETE", "/usageplans/{}/keys/{}", 202, planKeys.DeleteUsagePlanKey),
            new("GetUsage", "GET", "/usageplans/{}/usage", 200, usage.GetUsage),
            new("UpdateUsage", "PATCH", "/usageplans/{}/keys/{}/usage", 200, usage.UpdateUsage),
            new("GetTags", "GET", "/tags/{}", 200, tags.GetTags),
            new("TagResource", "PUT", "/tags/{}", 204, tags.TagResource),
            new("UntagResource", "DELETE", "/tags/{}", 204, tags.UntagResource),
        ];
    }

    public string Service => "apigateway";

    public IEnumerable<string> Operations => _routes.Select(route => route.Target.Operation);

    public bool Claims(HttpRequest request) => true;

    public async Task<ControlPlaneOperation> RecogniseAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var segments = RestTarget.Segments(request);
        foreach (var route in request.Query.ContainsKey("mode") ? [] : _routes) // ?mode=import is another operation
        {
            if (route.Target.Match(request.Method, segments) is { } parameters)
            {
                var body = await AwsJson.ReadAsync(request, MaxBodyBytes, () => ApiGatewayErrors.BadRequest($"The body is larger than {MaxBodyBytes} bytes."), cancellationToken);
                var call = new RestCall(parameters, request.Query, AwsJson.Parse(body));
                return new ControlPlaneOperation("apigateway", route.Target.Operation, _ => Task.FromResult(route.Answer(call)));
            }
        }

        throw ControlPlaneException.UnknownOperation(StatusCodes.Status404NotFound, "API Gateway", UnofferedOperations.NameOf(request, segments), Operations);
    }

    public ControlPlaneAnswer Error(ControlPlaneException error) => ControlPlaneAnswer.Json(error.StatusCode, new JsonObject { ["message"] = error.Message }) with
    {
        Headers = new Dictionary<string, string> { ["x-amzn-ErrorType"] = error.ErrorType },
    };
}
