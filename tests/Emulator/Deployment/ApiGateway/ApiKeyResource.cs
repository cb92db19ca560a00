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

        Note(request);
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

    // API reference, CreateApiKey: "stageKeys: DEPRECATED FOR USAGE PLANS". SAM and the Serverless Framework still write it, beside a plan.
    private static void Note(ResourceRequest request)
    {
        foreach (var stage in request.Properties.Maps("StageKeys"))
        {
            stage.RefuseOthersThan("RestApiId", "StageName");
        }

        if (request.Properties.Has("StageKeys"))
        {
            request.Stack.Notes.Add($"{request.LogicalId}: StageKeys alone let nobody in, here as on AWS; a usage plan with the key does");
        }
    }
}
