using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Egress.Client.Keys;

/// <summary>
/// AWS Signature Version 4 of a POST to <c>/</c> without a query: all that Secrets Manager's protocol has (IAM User Guide, "Create a signed AWS API request").
/// For one such call in a function's INIT it stands in for an SDK whose loading takes longer than the call.
/// </summary>
internal sealed class SignatureV4(string accessKeyId, string secretAccessKey, string? sessionToken, string region, string service)
{
    private const string Algorithm = "AWS4-HMAC-SHA256";

    /// <summary>Adds <c>x-amz-date</c>, <c>x-amz-security-token</c> where the credentials are temporary, and <c>Authorization</c>, which signs those, the host, the type and each <c>x-amz-</c> header that is there already.</summary>
    public void Sign(HttpRequestMessage request, ReadOnlySpan<byte> body, DateTimeOffset now)
    {
        var at = now.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        request.Headers.Add("x-amz-date", at);
        if (sessionToken is { Length: > 0 })
        {
            request.Headers.Add("x-amz-security-token", sessionToken);
        }

        var headers = Signed(request);
        var names = string.Join(';', headers.Keys);
        var canonical = $"POST\n/\n\n{string.Concat(headers.Select(header => $"{header.Key}:{header.Value}\n"))}\n{names}\n{Hex(SHA256.HashData(body))}";
        var scope = $"{at[..8]}/{region}/{service}/aws4_request";
        var text = $"{Algorithm}\n{at}\n{scope}\n{Hex(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)))}";
        var signature = Hex(Keyed(DayKey(at[..8]), text));
        request.Headers.TryAddWithoutValidation("Authorization", $"{Algorithm} Credential={accessKeyId}/{scope}, SignedHeaders={names}, Signature={signature}");
    }

    private static SortedDictionary<string, string> Signed(HttpRequestMessage request)
    {
        var uri = request.RequestUri!;
        var signed = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["host"] = uri.IsDefaultPort ? uri.Host : uri.Authority };
        foreach (var (name, values) in request.Headers.Concat(request.Content!.Headers.Where(header => header.Key == "Content-Type")))
        {
            signed[name.ToLowerInvariant()] = string.Join(',', values);
        }

        return signed;
    }

    private byte[] DayKey(string day) => Keyed(Keyed(Keyed(Keyed(Encoding.UTF8.GetBytes($"AWS4{secretAccessKey}"), day), region), service), "aws4_request");

    private static byte[] Keyed(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);
}
