namespace Egress.Emulator.Deployment.ApiGateway;

/// <summary>AWS::ApiGateway::UsagePlanKey.</summary>
internal static class UsagePlanKeyResource
{
    public static DeployedResource Create(ResourceRequest request)
    {
        var properties = request.Properties;
        properties.RefuseOthersThan("KeyId", "KeyType", "UsagePlanId");
        if (properties.Text("KeyType") != "API_KEY")
        {
            throw request.Refuse("KeyType", $"KeyType {properties.Text("KeyType")}", "API_KEY, the only one there is", "correct it");
        }

        var key = properties.Text("KeyId");
        var plan = properties.Text("UsagePlanId");
        request.Targets.Apis.Attach(plan, key);
        var id = $"{key}:{plan}";
        return request.Deployed(id, ("Id", id));
    }
}
