using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace Egress.Emulator.Gateway.Integrate;

/// <summary>
/// The MOCK integration: 1. the request template gives a status; 2. that status chooses the integration response; 3. its
/// parameters and template make the answer; 4. what the templates overrode wins.
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

        var template = RequestTemplate(context, integration);
        if (template is null && !PassesThrough(integration))
        {
            return context.Reject(GatewayResponses.UnsupportedMediaType, $"No request template fits, and passthroughBehavior is {integration.PassthroughBehavior}");
        }

        var templates = new MockTemplates(new TemplateVariables(context));
        return Status(context, templates, template) is { } status && Choose(integration.Responses, status) is { } response
            ? SendAsync(context, response, templates)
            : Fail(context, templates, "Unable to parse statusCode. It should be an integer that is defined in the responses of the method");
    }

    private static string? RequestTemplate(HttpContext context, Integration integration)
    {
        var type = context.Found<GatewayRequest>().Headers.Last("Content-Type")?.Split(';')[0].Trim() ?? Json;
        return integration.RequestTemplates.GetValueOrDefault(type) ?? integration.RequestTemplates.GetValueOrDefault("$default");
    }

    private static bool PassesThrough(Integration integration) => integration.PassthroughBehavior switch
    {
        "NEVER" => false,
        "WHEN_NO_TEMPLATES" => integration.RequestTemplates.Count == 0,
        _ => true,
    };

    // A body that passes through is read as a template's text would be, and never run. [doc: Method request behavior for payloads without mapping templates]
    private static long? Status(HttpContext context, MockTemplates templates, string? template)
    {
        var body = Encoding.UTF8.GetString(context.Found<IntegrationBody>().Bytes.Span);
        return (template is null ? body : templates.Run(template, body)) is { } text ? MockStatus.Of(text) : null;
    }

    // An integer has twenty characters at most: no pattern takes long over them.
    private static IntegrationResponse? Choose(IReadOnlyList<IntegrationResponse> responses, long status)
    {
        var text = status.ToString(CultureInfo.InvariantCulture);
        return responses.FirstOrDefault(response => !string.IsNullOrEmpty(response.SelectionPattern) && Regex.IsMatch(text, $"^(?:{response.SelectionPattern})$", RegexOptions.CultureInvariant))
            ?? responses.FirstOrDefault(response => string.IsNullOrEmpty(response.SelectionPattern));
    }

    // The template of the type that the client accepts, else that of JSON, else the first. [doc: Data transformations; impl]
    private static string ResponseTemplate(HttpContext context, IReadOnlyDictionary<string, string> templates) =>
        templates.GetValueOrDefault(context.Found<GatewayRequest>().Headers.Last("Accept") ?? Json) ?? templates.GetValueOrDefault(Json) ?? templates.Values.FirstOrDefault() ?? "";

    // The answer of a MOCK has no body, so its template finds none in $input.
    private Task SendAsync(HttpContext context, IntegrationResponse response, MockTemplates templates)
    {
        var body = templates.Run(ResponseTemplate(context, response.ResponseTemplates), "");
        var headers = Headers(response, templates, new ValueSources(context));
        if (body is null || headers.Any(line => !FieldText.IsValue(line.Value) || !FieldText.IsName(line.Name)))
        {
            return Fail(context, templates, "a header has a name or value that no answer can have");
        }

        AnswerHead.Write(context, templates.OverrideStatus ?? int.Parse(response.StatusCode, CultureInfo.InvariantCulture), headers, services);
        return AnswerBody.WriteAsync(context, Compression.Of(context, Encoding.UTF8.GetBytes(body), headers.Contains("Content-Encoding")));
    }

    private static Task Fail(HttpContext context, MockTemplates templates, string reason) =>
        context.Reject(GatewayResponses.ApiConfigurationError, $"Execution failed due to configuration error: {(templates.Fault is { } fault ? $"Unable to transform request, {fault}" : reason)}");

    private static HeaderLines Headers(IntegrationResponse response, MockTemplates templates, ValueSources sources)
    {
        var headers = new HeaderLines([new HeaderLine("Content-Type", Json)]);
        foreach (var (target, source) in response.ResponseParameters)
        {
            if (target.StartsWith("method.response.header.", StringComparison.Ordinal) && sources.Read(source) is { } value)
            {
                headers.Set(target["method.response.header.".Length..], value);
            }
        }

        foreach (var (name, values) in templates.OverrideHeaders)
        {
            headers.Remove(name);
            Array.ForEach(values, value => headers.Add(name, value));
        }

        return MappedResponseHeaders.Of(headers);
    }
}
