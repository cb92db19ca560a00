using Egress.Emulator.Gateway.Velocity;

namespace Egress.Emulator.Gateway.Integrate;

/// <summary>
/// Runs the templates of one MOCK call. Each has variables of its own; <c>$context</c> is one: what the request template overrides is there in the response template too.
/// [validated: test_integration_mock_with_response_override_in_request_template, test_integration_mock_with_vtl_map_assignation]
/// </summary>
internal sealed class MockTemplates(TemplateVariables variables)
{
    /// <summary>Lines of one name; what a list holds beyond is passed over.</summary>
    private const int MaxLines = 100;

    /// <summary>Why the last template could not be run.</summary>
    public string? Fault { get; private set; }

    /// <summary><c>$context.responseOverride.status</c>, where it is an integer that can be one. [impl: LocalStack, IntegrationResponseHandler]</summary>
    public int? OverrideStatus => variables.ResponseOverride?.GetValueOrDefault("status") is >= 200L and <= 599L and long status ? (int)status : null;

    /// <summary>A list makes as many lines. [doc: Override your API's request and response parameters and status codes]</summary>
    public IEnumerable<(string Name, string[] Values)> OverrideHeaders => (variables.ResponseOverride?.GetValueOrDefault("header") as VelocityMap ?? []).Select(entry => (entry.Key, Lines(entry.Value)));

    /// <summary>Null where it fails.</summary>
    public string? Run(string template, string body)
    {
        try
        {
            return VelocityTemplate.Parse(template).Render(variables.With(body));
        }
        catch (VelocityException fault)
        {
            Fault = fault.Message;
            return null;
        }
    }

    // Of a list its texts, numbers and booleans alone: a list in it may be the list itself.
    private static string[] Lines(object? value) => value is VelocityList list ? [.. list.SelectMany(Line).Take(MaxLines)] : Line(value);

    private static string[] Line(object? value) => value switch
    {
        string text => [text],
        long or double or bool => [new Rendering(new Dictionary<string, object?>()).TextOf(value)],
        _ => [],
    };
}
