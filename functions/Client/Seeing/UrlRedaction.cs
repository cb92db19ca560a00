using System.Collections.Frozen;
using System.Text;

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
        return uri.Query.Length < 2 ? origin : origin + RedactQuery(uri.Query);
    }

    /// <summary>Split at <c>;</c> as well, as some servers do: what they take for a parameter of its own is one here.</summary>
    private static string RedactQuery(string query)
    {
        var shown = new StringBuilder(query.Length);
        for (var start = 0; start < query.Length;)
        {
            shown.Append(query[start++]);
            var length = query.AsSpan(start).IndexOfAny('&', ';') is var end and >= 0 ? end : query.Length - start;
            shown.Append(RedactParameter(query.Substring(start, length)));
            start += length;
        }

        return shown.ToString();
    }

    private static string RedactParameter(string parameter)
    {
        var name = parameter.Split('=')[0];
        return Secret.Contains(Uri.UnescapeDataString(name)) ? $"{name}={Redacted}" : parameter;
    }
}
