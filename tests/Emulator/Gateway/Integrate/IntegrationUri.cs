using System.Text.RegularExpressions;

namespace Egress.Emulator.Gateway.Integrate;

/// <summary>An integration's uri with its stage variables and path placeholders filled in; the query is without its question mark, and encoded.</summary>
internal sealed partial record IntegrationUri(string Scheme, string Host, int Port, string Path, string Query)
{
    /// <summary>
    /// Null when the result is no address that API Gateway calls: an undefined variable, an unbound placeholder, no host, a port
    /// other than 80, 443 and 1024–65535. [doc: Set up HTTP integrations; validated: test_import_with_stage_variables]
    /// </summary>
    public static IntegrationUri? Expand(string template, IReadOnlyDictionary<string, string> stageVariables, Func<string, string?> pathValue, Func<string, string?> queryValue)
    {
        if (FillStageVariables(template, stageVariables) is not { } uri || Parts().Match(uri) is not { Success: true } parts)
        {
            return null;
        }

        var authority = Fill(Placeholder(), parts.Groups["authority"].Value, pathValue);
        var path = Fill(Placeholder(), parts.Groups["path"].Value, pathValue);
        var query = Fill(Placeholder(), parts.Groups["query"].Value, queryValue);
        return authority is null || path is null || query is null ? null : Of(parts.Groups["scheme"].Value.ToLowerInvariant(), authority, path, query);
    }

    /// <summary>Null where a variable is undefined.</summary>
    public static string? FillStageVariables(string template, IReadOnlyDictionary<string, string> stageVariables) => Fill(StageVariable(), template, stageVariables.GetValueOrDefault);

    /// <summary>The Host header: without the scheme's own port.</summary>
    public string Authority => Port == DefaultPort(Scheme) ? Host : $"{Host}:{Port}";

    /// <summary>The request target: a path of several leading slashes has one. [validated: test_import_with_stage_variables]</summary>
    public string Target(string query) => "/" + Path.TrimStart('/') + (query.Length == 0 ? "" : "?" + query);

    private static IntegrationUri? Of(string scheme, string authority, string path, string query)
    {
        var match = HostAndPort().Match(authority);
        if (!match.Success || path.AsSpan().ContainsAnyInRange('\0', ' '))
        {
            return null;
        }

        var port = match.Groups["port"].Success ? int.Parse(match.Groups["port"].ValueSpan, System.Globalization.CultureInfo.InvariantCulture) : DefaultPort(scheme);
        return port is 80 or 443 or (>= 1024 and <= 65535) ? new IntegrationUri(scheme, match.Groups["host"].Value, port, path, query) : null;
    }

    private static int DefaultPort(string scheme) => scheme == "https" ? 443 : 80;

    private static string? Fill(Regex reference, string text, Func<string, string?> valueOf)
    {
        var isComplete = true;
        var filled = reference.Replace(text, match => valueOf(match.Groups["name"].Value) ?? Missing(ref isComplete));
        return isComplete ? filled : null;
    }

    private static string Missing(ref bool isComplete)
    {
        isComplete = false;
        return "";
    }

    [GeneratedRegex("""\$\{stageVariables\.(?<name>\w+)\}""")]
    private static partial Regex StageVariable();

    [GeneratedRegex("""\{(?<name>[\w.-]+)\+?\}""")]
    private static partial Regex Placeholder();

    [GeneratedRegex("""^(?<scheme>https?)://(?<authority>[^/?#]+)(?<path>/[^?#]*)?(\?(?<query>[^#]*))?$""", RegexOptions.IgnoreCase)]
    private static partial Regex Parts();

    // A name or an IPv4 address; userinfo, spaces and IPv6 literals are no endpoint address.
    [GeneratedRegex("""^(?<host>[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?)(:(?<port>[0-9]{1,5}))?$""")]
    private static partial Regex HostAndPort();
}
