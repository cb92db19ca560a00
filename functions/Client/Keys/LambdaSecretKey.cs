using System.Net;
using System.Text;
using System.Text.Json;

namespace Egress.Client.Keys;

/// <summary>
/// Reads the key from Secrets Manager by a call of its own, with the credentials that Lambda puts into the environment. No AWS client is made:
/// in a Native AOT function that one takes longer to start than everything else in INIT.
/// </summary>
internal sealed class LambdaSecretKey(string secretId, Func<string, string?> variable, TimeProvider time) : IDisposable
{
    private const int MaxAttempts = 2;

    private readonly HttpMessageInvoker _http = new(new SocketsHttpHandler { UseProxy = false, UseCookies = false, AllowAutoRedirect = false, ActivityHeadersPropagator = null });

    /// <summary>Value and version id in one call, with one more try where the service or the network failed: the source has its own back-off.</summary>
    /// <exception cref="InvalidOperationException">The environment is not Lambda's, or the service refused; the message says which, with the service's error type.</exception>
    public async Task<ApiKeyVersion> ReadAsync(CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                using var request = Request();
                using var response = await _http.SendAsync(request, cancellationToken).ConfigureAwait(false);
                var answer = await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
                if (response.StatusCode == HttpStatusCode.OK)
                {
                    return SecretAnswer.Key(answer);
                }

                if (response.StatusCode < HttpStatusCode.InternalServerError || attempt == MaxAttempts)
                {
                    throw SecretAnswer.Refusal((int)response.StatusCode, answer);
                }
            }
            catch (HttpRequestException) when (attempt < MaxAttempts)
            {
            }
        }
    }

    public void Dispose() => _http.Dispose();

    private HttpRequestMessage Request()
    {
        var region = variable("AWS_REGION") ?? Variable("AWS_DEFAULT_REGION");
        var bytes = Encoding.UTF8.GetBytes($$"""{"SecretId":"{{JsonEncodedText.Encode(secretId)}}","VersionStage":"AWSCURRENT"}""");
        var request = new HttpRequestMessage(HttpMethod.Post, Endpoint(region)) { Content = new ByteArrayContent(bytes) };
        request.Content.Headers.ContentType = new("application/x-amz-json-1.1");
        request.Headers.Add("x-amz-target", "secretsmanager.GetSecretValue");
        new SignatureV4(Variable("AWS_ACCESS_KEY_ID"), Variable("AWS_SECRET_ACCESS_KEY"), variable("AWS_SESSION_TOKEN"), region, "secretsmanager").Sign(request, bytes, time.GetUtcNow());
        return request;
    }

    /// <summary>By the variables that every SDK knows, else the Region's own. The answer is a secret: TLS, except to this machine.</summary>
    private Uri Endpoint(string region)
    {
        var suffix = region.StartsWith("cn-", StringComparison.Ordinal) ? "amazonaws.com.cn" : "amazonaws.com";
        var given = variable("AWS_ENDPOINT_URL_SECRETS_MANAGER") ?? variable("AWS_ENDPOINT_URL") ?? $"https://secretsmanager.{region}.{suffix}";
        return Uri.TryCreate(given, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback))
            ? new Uri(uri, "/")
            : throw new InvalidOperationException($"The endpoint of Secrets Manager is '{given}'. Expected an https URL, or http to a loopback address: correct AWS_ENDPOINT_URL_SECRETS_MANAGER or AWS_ENDPOINT_URL.");
    }

    private string Variable(string name) => variable(name) is { Length: > 0 } value
        ? value
        : throw new InvalidOperationException($"The environment has no {name}. Expected what Lambda sets in each function: outside Lambda, and with SnapStart, take EgressKeySource.FromSecretsManager.");
}
