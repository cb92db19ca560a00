using Egress.Emulator.Template;

namespace Egress.Emulator.Deployment.OpenApi;

/// <summary>Whether a method asks for an API key: <c>security</c> of the operation, or else of the body, names a scheme of type apiKey in the header x-api-key.</summary>
internal sealed class OpenApiSecurity(PropertyMap body)
{
    public bool RequiresApiKey(PropertyMap operation)
    {
        if (operation.FindMap("x-amazon-apigateway-auth") is { } auth && auth.FindOneOf("type", "AWS_IAM", "NONE") != "NONE")
        {
            throw new TemplateException(auth.At, $"x-amazon-apigateway-auth in {operation.What}", "type NONE: the emulator has no IAM authorization", "remove it");
        }

        var requirements = operation.Has("security") ? operation.Maps("security") : body.Maps("security");
        return requirements.SelectMany(requirement => requirement.Entries).ToList().ConvertAll(scheme => IsApiKey(scheme)).Contains(true);
    }

    private bool IsApiKey(MapEntry requirement)
    {
        var scheme = (body.FindMap("components")?.FindMap("securitySchemes") ?? body.FindMap("securityDefinitions"))?.FindMap(requirement.Key)
            ?? throw new TemplateException(
                requirement.At,
                $"the security scheme {requirement.Key}",
                "one that components.securitySchemes declares",
                "declare it: {type: apiKey, name: x-api-key, in: header}");
        OpenApiExtensions.RefuseUnknown(scheme, []);
        return scheme.FindText("type") == "apiKey" && string.Equals(scheme.FindText("name"), "x-api-key", StringComparison.OrdinalIgnoreCase)
            ? true
            : throw new TemplateException(
                scheme.At,
                $"the security scheme {requirement.Key}",
                "type apiKey with the header x-api-key: the emulator has no authorizers",
                "remove it or guard it with a condition that is false here");
    }
}
