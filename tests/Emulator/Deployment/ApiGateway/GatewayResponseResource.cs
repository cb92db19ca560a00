namespace Egress.Emulator.Deployment.ApiGateway;

/// <summary>AWS::ApiGateway::GatewayResponse.</summary>
internal static class GatewayResponseResource
{
    public static DeployedResource Create(ResourceRequest request)
    {
        var properties = request.Properties;
        properties.RefuseOthersThan("ResponseParameters", "ResponseTemplates", "ResponseType", "RestApiId", "StatusCode");
        var type = properties.Text("ResponseType");
        GatewayResponseRules.CheckType(type, properties.LocationOf("ResponseType"));
        var draft = request.Stack.Apis.Require(request);
        draft.GatewayResponses[type] = GatewayResponseRules.Read(properties, "StatusCode", "ResponseParameters", "ResponseTemplates");
        var id = $"{draft.Id}|{type}";
        return request.Deployed(id, ("Id", id));
    }
}
