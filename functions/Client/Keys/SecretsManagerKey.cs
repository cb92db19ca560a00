using Amazon.SecretsManager;
using Amazon.SecretsManager.Model;

namespace Egress.Client.Keys;

/// <summary>Reads the key from Secrets Manager. The client is made on the first read: credentials and Region are nobody's business before.</summary>
internal sealed class SecretsManagerKey(string secretId, TimeSpan timeout, Func<IAmazonSecretsManager>? createClient) : IDisposable
{
    private readonly Lazy<IAmazonSecretsManager> _client = new(createClient ?? (() => new AmazonSecretsManagerClient(Configuration(timeout))));

    /// <summary>Value and version id in one call. The stage is named: a read without one has been seen to return an old value.</summary>
    public async Task<ApiKeyVersion> ReadAsync(CancellationToken cancellationToken)
    {
        var request = new GetSecretValueRequest { SecretId = secretId, VersionStage = "AWSCURRENT" };
        var response = await _client.Value.GetSecretValueAsync(request, cancellationToken).ConfigureAwait(false);
        return KeyDocument.Read(response.SecretString, response.VersionId);
    }

    public void Dispose()
    {
        if (createClient is null && _client.IsValueCreated)
        {
            _client.Value.Dispose();
        }
    }

    /// <summary>One retry of the SDK's own: more would outlast the fetch's timeout, and the source has its own back-off.</summary>
    private static AmazonSecretsManagerConfig Configuration(TimeSpan timeout) => new() { MaxErrorRetry = 1, Timeout = timeout };
}
