using System.Text.RegularExpressions;
using Egress.Emulator.Gateway;
using Egress.Emulator.Template;

namespace Egress.Emulator.Deployment.ApiGateway;

/// <summary>The responses of an integration: in OpenAPI a map from pattern to response, <c>default</c> being the one without; in CloudFormation a list.</summary>
internal sealed partial class IntegrationResponseReader(IntegrationNames names, PropertyMap integration, MethodContract contract, bool isMock)
{
    public IReadOnlyList<IntegrationResponse> Read() => names.SelectionPattern is { } pattern
        ? [.. integration.Maps(names.Responses).Select(response => Read(response.FindText(pattern) is { Length: > 0 } text ? text : null, response))]
        : [.. (integration.FindMap(names.Responses)?.Maps() ?? []).Select(response => Read(response.Key == "default" ? null : response.Key, response.Value))];

    private IntegrationResponse Read(string? pattern, PropertyMap response)
    {
        response.RefuseOthersThan([names.StatusCode, names.ResponseParameters, names.ResponseTemplates, names.ContentHandling, names.SelectionPattern ?? names.StatusCode]);
        response.RefuseUnemulated(names.ContentHandling);
        CheckPattern(pattern, response);
        var status = Status(response);
        MappingTemplates.Check(isMock ? response.FindMap(names.ResponseTemplates) : null); // an HTTP_PROXY runs none
        if (isMock || names.SelectionPattern is not null)
        {
            MappingRules.CheckResponse(response, names.ResponseParameters, status, contract);
        }

        return new IntegrationResponse(pattern, status, response.TextsByKey(names.ResponseParameters), response.TextsByKey(names.ResponseTemplates));
    }

    private static void CheckPattern(string? pattern, PropertyMap response)
    {
        try
        {
            _ = pattern is null ? null : new Regex(pattern, RegexOptions.CultureInvariant);
        }
        catch (ArgumentException fault)
        {
            throw new TemplateException(response.At, $"the selection pattern {pattern}", $"a regular expression ({fault.Message})", "correct it");
        }
    }

    private string Status(PropertyMap response)
    {
        var status = response.Text(names.StatusCode);
        return FinalStatus().IsMatch(status)
            ? status
            : throw new TemplateException(response.LocationOf(names.StatusCode), $"{status} as {names.StatusCode}", "a status from 200 to 599", "correct it");
    }

    [GeneratedRegex(@"\A[2-5][0-9]{2}\z", RegexOptions.CultureInvariant)]
    private static partial Regex FinalStatus();
}
