using System.Text.RegularExpressions;

namespace Egress.Emulator.Gateway.Integrate;

/// <summary>An integration's uri as one stage has it: the stage variables are filled in, the placeholders are open.</summary>
internal sealed partial class UriTemplate
{
    private readonly string _scheme;
    private readonly PlaceholderText _authority;
    private readonly PlaceholderText _path;
    private readonly PlaceholderText _query;

    private UriTemplate(Match parts)
    {
        _scheme = parts.Groups["scheme"].Value.ToLowerInvariant();
        (_authority, _path, _query) = (new(parts.Groups["authority"].Value), new(parts.Groups["path"].Value), new(parts.Groups["query"].Value));
    }

    /// <summary>Null when it can be no address that API Gateway calls: an undefined variable, another scheme, no host. [doc: Set up HTTP integrations; validated: test_import_with_stage_variables]</summary>
    public static UriTemplate? Of(string template, IReadOnlyDictionary<string, string> stageVariables) =>
        FillStageVariables(template, stageVariables) is { } uri && Parts().Match(uri) is { Success: true } parts ? new UriTemplate(parts) : null;

    /// <summary>Null where a variable is undefined.</summary>
    public static string? FillStageVariables(string template, IReadOnlyDictionary<string, string> stageVariables)
    {
        var isComplete = true;
        var filled = StageVariable().Replace(template, match => stageVariables.GetValueOrDefault(match.Groups["name"].Value) ?? Missing(ref isComplete));
        return isComplete ? filled : null;
    }

    /// <summary>Null when the result is no address: an unbound placeholder, or what <see cref="IntegrationUri.Of"/> refuses.</summary>
    public IntegrationUri? Expand(Func<string, string?> pathValue, Func<string, string?> queryValue) =>
        _authority.Fill(pathValue) is { } authority && _path.Fill(pathValue) is { } path && _query.Fill(queryValue) is { } query ? IntegrationUri.Of(_scheme, authority, path, query) : null;

    private static string Missing(ref bool isComplete)
    {
        isComplete = false;
        return "";
    }

    [GeneratedRegex("""\$\{stageVariables\.(?<name>\w+)\}""")]
    private static partial Regex StageVariable();

    [GeneratedRegex("""^(?<scheme>https?)://(?<authority>[^/?#]+)(?<path>/[^?#]*)?(\?(?<query>[^#]*))?$""", RegexOptions.IgnoreCase)]
    private static partial Regex Parts();
}
