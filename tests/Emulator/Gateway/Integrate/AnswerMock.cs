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
        if (RequestTemplate(context, integration) is not { } template)
        {
            return context.Reject(GatewayResponses.UnsupportedMediaType, $"No request template fits, and passthroughBehavior is {integration.PassthroughBehavior}");
        }

        var mock = MockTemplate.Render(template, sources.Read);
        return mock.StatusCode is { } status && Choose(integration.Responses, status) is { } response
            ? SendAsync(context, response, mock, sources)
            : context.Reject(GatewayResponses.ApiConfigurationError, "Execution failed due to configuration error: Unable to parse statusCode. It should be an integer that is defined in the responses of the method.");
    }

    /// <summary>Null where the request is refused; the body itself where it passes through. [doc: Method request behavior for payloads without mapping templates]</summary>
    private static string? RequestTemplate(HttpContext context, Integration integration)
    {
        var type = context.Found<GatewayRequest>().Headers.Last("Content-Type")?.Split(';')[0].Trim() ?? Json;
        if (integration.RequestTemplates.TryGetValue(type, out var template))
        {
            return template;
        }

        var passes = integration.PassthroughBehavior switch
        {
            "NEVER" => false,
            "WHEN_NO_TEMPLATES" => integration.RequestTemplates.Count == 0,
            _ => true,
        };
        return passes ? Encoding.UTF8.GetString(context.Found<IntegrationBody>().Bytes.Span) : null;
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

        if (headers.Any(line => !FieldText.IsValue(line.Value)))
        {
            return context.Reject(GatewayResponses.ApiConfigurationError, "Execution failed due to configuration error: a header value holds a line break");
        }

        AnswerHead.Write(context, mock.OverrideStatus ?? int.Parse(response.StatusCode, CultureInfo.InvariantCulture), headers, services);
        var template = response.ResponseTemplates.GetValueOrDefault(Json) ?? response.ResponseTemplates.Values.FirstOrDefault() ?? "";
        return AnswerBody.WriteAsync(context, Encoding.UTF8.GetBytes(TemplateText.Render(template, sources.Read)));
    }
}
