using System.Collections.Frozen;
using System.Globalization;
using Egress.Emulator.Gateway.Integrate;

namespace Egress.Emulator.Gateway;

/// <summary>A rejection as the API's own gateway responses shape it. A type with any customisation takes nothing from DEFAULT_4XX or DEFAULT_5XX. [validated: test_gateway_response_put]</summary>
internal sealed record CustomisedAnswer(int StatusCode, string? ContentType, string? Body, IReadOnlyList<HeaderLine> Headers)
{
    private const string HeaderPrefix = "gatewayresponse.header.";

    // The gateway frames its answers itself.
    private static readonly FrozenSet<string> Transport = new[] { "Connection", "Content-Length", "Transfer-Encoding" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public static bool FramesAnswer(string header) => Transport.Contains(header);

    /// <summary><paramref name="valueOf"/> reads a mapping's source, such as <c>'constant'</c> or <c>context.requestId</c>.</summary>
    public static CustomisedAnswer Of(Rejection rejection, RestApi? api, string accept, Func<string, string?> valueOf)
    {
        if (Find(api, rejection.Type) is not { } custom)
        {
            return new CustomisedAnswer(rejection.Type.StatusCode, null, null, []);
        }

        var status = custom.StatusCode is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : rejection.Type.StatusCode;
        var (contentType, template) = Choose(custom.ResponseTemplates, accept);
        var body = template is null ? null : TemplateText.Render(template, expression => ErrorValue(expression, rejection) ?? valueOf(expression));
        return new CustomisedAnswer(status, contentType, body, [.. HeadersOf(custom, valueOf)]);
    }

    private static GatewayResponse? Find(RestApi? api, GatewayResponseType type) =>
        api?.GatewayResponses.GetValueOrDefault(type.Name)
        ?? api?.GatewayResponses.GetValueOrDefault(type.StatusCode < 500 ? GatewayResponses.Default4xx : GatewayResponses.Default5xx);

    private static IEnumerable<HeaderLine> HeadersOf(GatewayResponse custom, Func<string, string?> valueOf)
    {
        foreach (var (target, source) in custom.ResponseParameters)
        {
            var name = target.StartsWith(HeaderPrefix, StringComparison.Ordinal) ? target[HeaderPrefix.Length..] : null;
            if (name is not null && FieldText.IsName(name) && !FramesAnswer(name) && valueOf(source) is { } value && FieldText.IsValue(value))
            {
                yield return new HeaderLine(name, value);
            }
        }
    }

    // The stored default template stands for the built-in body, whose spacing depends on the phase: it is no customisation of the body.
    private static (string? ContentType, string? Template) Choose(IReadOnlyDictionary<string, string> templates, string accept)
    {
        var chosen = templates.FirstOrDefault(template => accept.Contains(template.Key, StringComparison.OrdinalIgnoreCase));
        chosen = chosen.Key is null && templates.TryGetValue("application/json", out var json) ? KeyValuePair.Create("application/json", json) : chosen;
        chosen = chosen.Key is null ? templates.FirstOrDefault() : chosen;
        return chosen.Value is null or GatewayResponses.StoredTemplate ? (chosen.Key, null) : (chosen.Key, chosen.Value);
    }

    private static string? ErrorValue(string expression, Rejection rejection) => expression switch
    {
        "context.error.message" => rejection.Message,
        "context.error.messageString" => AnswerRejections.Quoted(rejection.Message),
        "context.error.responseType" => rejection.Type.Name,
        _ => null,
    };
}
