using System.Net;
using System.Text;
using System.Text.Json;

namespace Egress.Client.Keys;

/// <summary>
/// Reads the key from Secrets Manager by a call of its own, with the credentials that Lambda puts into the environment. No AWS client is made:
/// in a Native AOT function that one takes longer to start than everything else in INIT.
/// </summary>
internal sealed class LambdaSecretKey(string secretId, TimeSpan timeout, Func<string, string?> variable, TimeProvider time) : IDisposable
{
    private const int MaxAttempts = 2;

    /// <summary>Fetches are minutes apart, with freezes between them: no connection outlives its call.</summary>
    private readonly HttpMessageInvoker _http = new(new SocketsHttpHandler
    {
        UseProxy = false,
        UseCookies = false,
        AllowAutoRedirect = false,
        ActivityHeadersPropagator = null,
        PooledConnectionLifetime = TimeSpan.Zero,
    });

    /// <summary>Value and version id in one call, with one more try where the service or the network failed or half the time has passed: the source has its own back-off.</summary>
    /// <exception cref="InvalidOperationException">The environment is not Lambda's, or the service refused; the message says which, with the service's error type.</exception>
    public async Task<ApiKeyVersion> ReadAsync(CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            using var limit = new CancellationTokenSource(timeout / MaxAttempts, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
            try
            {
                using var request = Request();
                using var response = await _http.SendAsync(request, either.Token).ConfigureAwait(false);
                var answer = await response.Content.ReadAsByteArrayAsync(either.Token).ConfigureAwait(false);
                if (response.StatusCode == HttpStatusCode.OK)
                {
                    return SecretAnswer.Key(answer);
                }

                if (response.StatusCode < HttpStatusCode.InternalServerError || attempt == MaxAttempts)
                {
                    throw SecretAnswer.Refusal((int)response.StatusCode, answer);
                }
            }
            catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException && attempt < MaxAttempts && !cancellationToken.IsCancellationRequested)
            {
            }
        }
    }

    public void Dispose() => _http.Dispose();

    private HttpRequestMessage Request()
    {
        var region = variable("AWS_REGION") is { Length: > 0 } set ? set : Variable("AWS_DEFAULT_REGION");
        var bytes = Encoding.UTF8.GetBytes($$"""{"SecretId":"{{JsonEncodedText.Encode(secretId)}}","VersionStage":"AWSCURRENT"}""");
        var request = new HttpRequestMessage(HttpMethod.Post, SecretsEndpoint.Of(region, variable)) { Content = new ByteArrayContent(bytes) };
        request.Content.Headers.ContentType = new("application/x-amz-json-1.1");
        request.Headers.Add("x-amz-target", "secretsmanager.GetSecretValue");
        new SignatureV4(Variable("AWS_ACCESS_KEY_ID"), Variable("AWS_SECRET_ACCESS_KEY"), variable("AWS_SESSION_TOKEN"), region, "secretsmanager").Sign(request, bytes, time.GetUtcNow());
        return request;
    }

    private string Variable(string name) => variable(name) is { Length: > 0 } value
        ? value
        : throw new InvalidOperationException($"The environment has no {name}. Expected what Lambda sets in each function: outside Lambda, and with SnapStart, take EgressKeySource.FromSecretsManager.");
}
