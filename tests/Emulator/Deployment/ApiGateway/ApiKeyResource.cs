using Egress.Emulator.ControlPlane;

namespace Egress.Emulator.Deployment.ApiGateway;

/// <summary>AWS::ApiGateway::ApiKey.</summary>
internal static class ApiKeyResource
{
    private static readonly string[] Known = ["CustomerId", "Description", "Enabled", "GenerateDistinctId", "Name", "StageKeys", "Tags", "Value"];

    public static DeployedResource Create(ResourceRequest request)
    {
        var properties = request.Properties;
        properties.RefuseOthersThan(Known);

        // Keys on stages without a usage plan are of the time before usage plans.
        properties.RefuseUnemulated("StageKeys");
        var key = request.Targets.Apis.CreateApiKey(new NewApiKey
        {
            Name = properties.FindText("Name") ?? request.GeneratedName(),
            Value = properties.FindText("Value"),
            Enabled = properties.IsTrue("Enabled"),
            Description = properties.FindText("Description"),
            CustomerId = properties.FindText("CustomerId"),
            Tags = properties.Tags(),
        });
        return request.Deployed(key.Id, ("APIKeyId", key.Id));
    }
}
