using Egress.Emulator.Gateway;

namespace Egress.Emulator.Deployment.ApiGateway;

/// <summary>The responses of an integration: in OpenAPI a map from pattern to response, <c>default</c> being the one without; in CloudFormation a list.</summary>
internal sealed class IntegrationResponseReader(IntegrationNames names, PropertyMap integration, MethodContract contract)
{
    private bool IsMap => names.SelectionPattern.Length == 0;

    public IReadOnlyList<IntegrationResponse> Read() => IsMap
        ? [.. (integration.FindMap(names.Responses)?.Entries ?? []).Select(entry => Read(entry.Key == "default" ? null : entry.Key, new PropertyMap(entry.Value.AsMap("an integration response"), "an integration response")))]
        : [.. integration.Maps(names.Responses).Select(response => Read(Pattern(response), response))];

    private string? Pattern(PropertyMap response) => response.FindText(names.SelectionPattern) is { Length: > 0 } pattern ? pattern : null;

    private IntegrationResponse Read(string? pattern, PropertyMap response)
    {
        response.RefuseOthersThan([names.StatusCode, names.ResponseParameters, names.ResponseTemplates, names.ContentHandling, .. IsMap ? Array.Empty<string>() : [names.SelectionPattern]]);
        response.RefuseUnemulated(names.ContentHandling);
        var status = response.Text(names.StatusCode);
        MappingRules.CheckResponse(response, names.ResponseParameters, status, contract);
        return new IntegrationResponse(pattern, status, response.TextsByKey(names.ResponseParameters), response.TextsByKey(names.ResponseTemplates));
    }
}
