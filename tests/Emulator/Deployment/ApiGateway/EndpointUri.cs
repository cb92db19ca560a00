using System.Text.RegularExpressions;

namespace Egress.Emulator.Deployment.ApiGateway;

/// <summary>The uri of an HTTP integration: scheme, authority (host and perhaps port), the rest. Placeholders stand for text that is known at a call only.</summary>
internal sealed partial record EndpointUri(string Text, string Host)
{
    /// <summary>Stage variables in the host: <c>https://${stageVariables.host}/…</c>.</summary>
    public IReadOnlyList<string> HostVariables => [.. Variable().Matches(Host).Select(match => match.Groups[1].Value)];

    public bool HostHasPathParameter => Variable().Replace(Host, "").Contains('{', StringComparison.Ordinal);

    public string HostWith(IReadOnlyDictionary<string, string> variables) => Variable().Replace(Host, match => variables[match.Groups[1].Value]);

    public static EndpointUri Parse(string text) => new(text, Authority().Match(text).Groups["host"].Value);

    public static EndpointUri Check(PropertyMap integration, string property)
    {
        var text = integration.Text(property);
        var sample = Placeholder().Replace(text, "x");
        var isUrl = Uri.TryCreate(sample, UriKind.Absolute, out var parsed) && parsed.Scheme is "http" or "https" && parsed is { Host.Length: > 0, UserInfo: "" };
        if (!isUrl || !Authority().IsMatch(text))
        {
            // PutIntegration: "Invalid HTTP endpoint specified for URI" [validated by LocalStack's recordings: test_put_integration_validation].
            throw integration.Require(property).Unexpected(
                "the uri of an HTTP_PROXY integration",
                "an http or https URL",
                "correct it; in !Sub a stage variable is ${!stageVariables.host}");
        }

        // AWS page "Set up HTTP integrations": 80, 443 and 1024 to 65535.
        return parsed!.Port is 80 or 443 or >= 1024
            ? Parse(text)
            : throw integration.Require(property).Unexpected("the uri of an HTTP_PROXY integration", "the port 80, 443 or one from 1024 to 65535", "correct it");
    }

    [GeneratedRegex(@"\A[Hh][Tt][Tt][Pp][Ss]?://(?<host>[^/?#:]+)(?::[0-9]+)?(?:[/?#].*)?\z", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex Authority();

    [GeneratedRegex(@"\$\{stageVariables\.([A-Za-z0-9_]+)\}", RegexOptions.CultureInvariant)]
    private static partial Regex Variable();

    [GeneratedRegex(@"\$\{stageVariables\.[A-Za-z0-9_]+\}|\{[A-Za-z0-9._-]+\}", RegexOptions.CultureInvariant)]
    private static partial Regex Placeholder();
}
