using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Egress.Emulator.Gateway.Integrate;

/// <summary>
/// What the request template of a MOCK integration says. Of the template language it runs references and
/// <c>#set($context.responseOverride.…)</c>; anything else of it makes the call fail, never a wrong answer.
/// </summary>
/// <param name="StatusCode">Null when the template renders no object with an integer statusCode.</param>
/// <param name="OverrideStatus">From <c>$context.responseOverride.status</c>.</param>
/// <param name="OverrideHeaders">From <c>$context.responseOverride.header.…</c>.</param>
internal sealed partial record MockTemplate(int? StatusCode, int? OverrideStatus, IReadOnlyList<HeaderLine> OverrideHeaders)
{
    private static readonly JsonDocumentOptions Lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    public static MockTemplate Render(string template, Func<string, string?> valueOf)
    {
        int? status = null;
        var headers = new List<HeaderLine>();
        var rest = Override().Replace(template, match =>
        {
            var value = TemplateText.Render(match.Groups["value"].Value.Trim('"', '\''), valueOf);
            if (match.Groups["header"].Success)
            {
                headers.Add(new HeaderLine(match.Groups["header"].Value, value));
            }
            else
            {
                status = int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 200 and <= 599 ? number : status;
            }

            return "";
        });
        return new MockTemplate(Directive().IsMatch(rest) ? null : StatusCodeOf(TemplateText.Render(rest, valueOf)), status, headers);
    }

    /// <summary>A client's body in the template's place: proper JSON, of which only the status counts.</summary>
    public static MockTemplate PassedThrough(ReadOnlyMemory<byte> body) => new(StatusCodeOf(Parse(body)), null, []);

    /// <summary>The first piece of the template language that no call could run; null when there is none.</summary>
    public static string? FindUnknown(string template) => TemplateText.FindUnknown(Override().Replace(template, match => match.Groups["value"].Value));

    // "{statusCode: 200}" works as well as proper JSON. [validated: test_integration_mock_with_path_param]
    private static int? StatusCodeOf(string text) => StatusCodeOf(Parse(text, default) ?? Parse(Unquoted().Replace(text, Quote), Lenient));

    private static int? StatusCodeOf(JsonDocument? parsed)
    {
        using var document = parsed;
        return document?.RootElement is { ValueKind: JsonValueKind.Object } root && root.TryGetProperty("statusCode", out var value)
            && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var status) && status is >= 200 and <= 599 ? status : null;
    }

    private static JsonDocument? Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            return JsonDocument.Parse(body);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static JsonDocument? Parse(string text, JsonDocumentOptions options)
    {
        try
        {
            return JsonDocument.Parse(text, options);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // Texts stay as they are, whatever they hold.
    private static string Quote(Match match) => match.Groups["name"].Success ? $"{match.Groups["before"].Value}\"{match.Groups["name"].Value}\":" : match.Value;

    [GeneratedRegex("""#set\s*\(\s*\$context\.responseOverride\.(status|header\.(?<header>[\w-]+))\s*=\s*(?<value>"[^"]*"|'[^']*'|[0-9]+)\s*\)""")]
    private static partial Regex Override();

    [GeneratedRegex("""#(set|if|elseif|else|end|foreach|macro|define|include|parse|stop|break|evaluate)\b""")]
    private static partial Regex Directive();

    [GeneratedRegex("""\x22(?:[^\x22\\]|\\.)*\x22|(?<before>[{,]\s*)(?<name>[A-Za-z_]\w*)\s*:""")]
    private static partial Regex Unquoted();
}
