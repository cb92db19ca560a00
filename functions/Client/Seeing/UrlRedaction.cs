using System.Collections.Frozen;

namespace Egress.Client.Seeing;

/// <summary>A URL as it may be shown: no user information, and no value of a query parameter that is known to be a credential (OpenTelemetry, <c>url.full</c>).</summary>
internal static class UrlRedaction
{
    private const string Redacted = "REDACTED";

    private static readonly FrozenSet<string> Secret = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        ["AWSAccessKeyId", "Signature", "sig", "X-Amz-Signature", "X-Amz-Credential", "X-Amz-Security-Token", "X-Goog-Signature", "X-Goog-Credential", "api_key", "apikey", "api-key", "key", "token",
            "access_token", "refresh_token", "id_token", "client_secret", "code", "password", "secret"]);

    public static string Redact(Uri uri)
    {
        var origin = uri.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);
        return uri.Query.Length < 2 ? origin : $"{origin}?{string.Join('&', uri.Query[1..].Split('&').Select(RedactParameter))}";
    }

    private static string RedactParameter(string parameter)
    {
        var name = parameter.Split('=')[0];
        return Secret.Contains(Uri.UnescapeDataString(name)) ? $"{name}={Redacted}" : parameter;
    }
}
