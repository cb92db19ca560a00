using System.Text.Json.Nodes;

namespace Egress.Template.Tests;

/// <summary>What SAM makes of its two types that the template uses (AWS page "Generated CloudFormation resources for AWS SAM").</summary>
internal static class SamShapes
{
    public static JsonObject Plain(JsonObject resources, JsonNode? globals)
    {
        var plain = new JsonObject();
        foreach (var (name, declaration) in resources)
        {
            var shapes = declaration.Text("Type") switch
            {
                "AWS::Serverless::Api" => Api(name, declaration!["Properties"]!.AsObject()),
                "AWS::Serverless::Function" => [(name, Function(declaration!["Properties"]!.AsObject(), globals.At("Function")))],
                _ => [(name, declaration!.DeepClone().AsObject())],
            };
            foreach (var (id, shape) in shapes)
            {
                plain[id] = shape;
            }
        }

        foreach (var reference in plain.Everything().OfType<JsonObject>().Where(node => node.Text("Ref")?.EndsWith(".Deployment", StringComparison.Ordinal) == true))
        {
            reference["Ref"] = reference.Text("Ref")!.Replace(".", "", StringComparison.Ordinal);
        }

        return plain;
    }

    private static (string Id, JsonObject Shape)[] Api(string name, JsonObject api)
    {
        var body = api["DefinitionBody"]!.DeepClone();
        if (api.At("Auth", "ApiKeyRequired").Is(true))
        {
            body.Put(JsonNode.Parse("""{"type": "apiKey", "name": "x-api-key", "in": "header"}"""), "components", "securitySchemes", "api_key");
            foreach (var method in body.At("paths").Members().SelectMany(path => DeployedTemplate.Possible(path.Value)).SelectMany(JsonPaths.Members).Select(method => method.Value).OfType<JsonObject>())
            {
                method["security"] = JsonNode.Parse("""[{"api_key": []}]""");
            }
        }

        var endpoint = api["EndpointConfiguration"];
        var (deployment, stage) = ($"{name}Deployment", $"{name}{api.Text("StageName")}Stage");
        return
        [
            (name, Resource("AWS::ApiGateway::RestApi", ("Body", body), ("EndpointConfiguration", new JsonObject { ["Types"] = new JsonArray(endpoint.Text("Type")), ["VpcEndpointIds"] = endpoint.At("VPCEndpointIds")?.DeepClone() }))),
            (deployment, Resource("AWS::ApiGateway::Deployment", ("RestApiId", DeployedTemplate.Reference(name)))),
            (stage, Resource("AWS::ApiGateway::Stage", ("StageName", api["StageName"]), ("RestApiId", DeployedTemplate.Reference(name)), ("DeploymentId", DeployedTemplate.Reference(deployment)), ("AccessLogSetting", api["AccessLogSetting"]), ("Variables", api["Variables"]))),
        ];
    }

    private static JsonObject Function(JsonObject own, JsonNode? globals)
    {
        var function = globals?.DeepClone().AsObject() ?? [];
        foreach (var (property, value) in own.Where(property => property.Key != "CodeUri"))
        {
            function[property] = value?.DeepClone();
        }

        return Resource("AWS::Lambda::Function", [.. function.Select(property => (property.Key, property.Value))]);
    }

    private static JsonObject Resource(string type, params IEnumerable<(string Name, JsonNode? Value)> properties) => new()
    {
        ["Type"] = type,
        ["Properties"] = new JsonObject(properties.Where(property => property.Value is not null).Select(property => KeyValuePair.Create(property.Name, property.Value?.DeepClone()))),
    };
}
