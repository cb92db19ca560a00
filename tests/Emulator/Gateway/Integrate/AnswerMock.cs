using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace Egress.Emulator.Gateway.Integrate;

/// <summary>
/// The MOCK integration: 1. the request template gives a status; 2. that status chooses the integration response; 3. its
/// parameters and template make the answer; 4. what the request template overrode wins.
/// </summary>
internal sealed class AnswerMock(GatewayServices services)
{
    private const string Json = "application/json";

    public Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var integration = context.Found<MatchedRoute>().Method.Integration;
        if (integration.Type != "MOCK")
        {
            return next(context);
        }

        var sources = new ValueSources(context);
        if (Read(context, integration, sources) is not { } mock)
        {
            return context.Reject(GatewayResponses.UnsupportedMediaType, $"No request template fits, and passthroughBehavior is {integration.PassthroughBehavior}");
        }

        return mock.StatusCode is { } status && Choose(integration.Responses, status) is { } response
            ? SendAsync(context, response, mock, sources)
            : context.Reject(GatewayResponses.ApiConfigurationError, "Execution failed due to configuration error: Unable to parse statusCode. It should be an integer that is defined in the responses of the method.");
    }

    /// <summary>Null where the request is refused. A body that passes through is read and never run. [doc: Method request behavior for payloads without mapping templates]</summary>
    private static MockTemplate? Read(HttpContext context, Integration integration, ValueSources sources)
    {
        var type = context.Found<GatewayRequest>().Headers.Last("Content-Type")?.Split(';')[0].Trim() ?? Json;
        if (integration.RequestTemplates.TryGetValue(type, out var template))
        {
            return MockTemplate.Render(template, sources.Read);
        }

        var passes = integration.PassthroughBehavior switch
        {
            "NEVER" => false,
            "WHEN_NO_TEMPLATES" => integration.RequestTemplates.Count == 0,
            _ => true,
        };
        return passes ? MockTemplate.PassedThrough(context.Found<IntegrationBody>().Bytes) : null;
    }

    // A status has three digits: no pattern takes long over them.
    private static IntegrationResponse? Choose(IReadOnlyList<IntegrationResponse> responses, int status)
    {
        var text = status.ToString(CultureInfo.InvariantCulture);
        return responses.FirstOrDefault(response => !string.IsNullOrEmpty(response.SelectionPattern) && Regex.IsMatch(text, $"^(?:{response.SelectionPattern})$", RegexOptions.CultureInvariant))
            ?? responses.FirstOrDefault(response => string.IsNullOrEmpty(response.SelectionPattern));
    }

    private Task SendAsync(HttpContext context, IntegrationResponse response, MockTemplate mock, ValueSources sources)
    {
        var headers = new HeaderLines([new HeaderLine("Content-Type", Json)]);
        foreach (var (target, source) in response.ResponseParameters)
        {
            if (target.StartsWith("method.response.header.", StringComparison.Ordinal) && sources.Read(source) is { } value)
            {
                headers.Set(target["method.response.header.".Length..], value);
            }
        }

        foreach (var (name, value) in mock.OverrideHeaders)
        {
            headers.Set(name, value);
        }

        if (headers.Any(line => !FieldText.IsValue(line.Value) || !FieldText.IsName(line.Name) || CustomisedAnswer.FramesAnswer(line.Name)))
        {
            return context.Reject(GatewayResponses.ApiConfigurationError, "Execution failed due to configuration error: a header has a name or value that no answer can have");
        }

        AnswerHead.Write(context, mock.OverrideStatus ?? int.Parse(response.StatusCode, CultureInfo.InvariantCulture), headers, services);
        var template = response.ResponseTemplates.GetValueOrDefault(Json) ?? response.ResponseTemplates.Values.FirstOrDefault() ?? "";
        return AnswerBody.WriteAsync(context, Encoding.UTF8.GetBytes(TemplateText.Render(template, sources.Read)));
    }
}
