using Egress.Emulator.Gateway;

namespace Egress.Emulator.Deployment.ApiGateway;

/// <summary>The responses of an integration: in OpenAPI a map from pattern to response, <c>default</c> being the one without; in CloudFormation a list.</summary>
internal sealed class IntegrationResponseReader(IntegrationNames names, PropertyMap integration, MethodContract contract)
{
    public IReadOnlyList<IntegrationResponse> Read() => names.SelectionPattern is { } pattern
        ? [.. integration.Maps(names.Responses).Select(response => Read(response.FindText(pattern) is { Length: > 0 } text ? text : null, response))]
        : [.. (integration.FindMap(names.Responses)?.Maps() ?? []).Select(response => Read(response.Key == "default" ? null : response.Key, response.Value))];

    private IntegrationResponse Read(string? pattern, PropertyMap response)
    {
        response.RefuseOthersThan([names.StatusCode, names.ResponseParameters, names.ResponseTemplates, names.ContentHandling, names.SelectionPattern ?? names.StatusCode]);
        response.RefuseUnemulated(names.ContentHandling);
        var status = response.Text(names.StatusCode);
        MappingRules.CheckResponse(response, names.ResponseParameters, status, contract);
        return new IntegrationResponse(pattern, status, response.TextsByKey(names.ResponseParameters), response.TextsByKey(names.ResponseTemplates));
    }
}
