using System.Text.RegularExpressions;

namespace Egress.Emulator.Deployment.ApiGateway;

/// <summary>The uri of an HTTP integration. Placeholders stand for text that is known at a call only.</summary>
internal static partial class EndpointUri
{
    public static string Check(PropertyMap integration, string property)
    {
        var uri = integration.Text(property);
        var sample = Placeholder().Replace(uri, "x");
        var isUrl = Uri.TryCreate(sample, UriKind.Absolute, out var parsed) && parsed.Scheme is "http" or "https" && parsed is { Host.Length: > 0, UserInfo: "" };
        if (!isUrl)
        {
            // PutIntegration: "Invalid HTTP endpoint specified for URI" [validated by LocalStack's recordings: test_put_integration_validation].
            throw integration.Require(property).Unexpected("the uri of an HTTP_PROXY integration", "an http or https URL", "correct it; in !Sub a stage variable is ${!stageVariables.host}");
        }

        // AWS page "Set up HTTP integrations": 80, 443 and 1024 to 65535.
        return parsed!.Port is 80 or 443 or >= 1024
            ? uri
            : throw integration.Require(property).Unexpected("the uri of an HTTP_PROXY integration", "the port 80, 443 or one from 1024 to 65535", "correct it");
    }

    [GeneratedRegex(@"\$\{stageVariables\.[A-Za-z0-9_]+\}|\{[A-Za-z0-9._-]+\}", RegexOptions.CultureInvariant)]
    private static partial Regex Placeholder();
}
