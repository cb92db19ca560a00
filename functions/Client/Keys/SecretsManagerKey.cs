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
        var response = await GetAsync(request, cancellationToken).ConfigureAwait(false);
        return KeyDocument.Read(response.SecretString, response.VersionId);
    }

    /// <summary>An SDK that cannot read an answer may quote it, key and all.</summary>
    private async Task<GetSecretValueResponse> GetAsync(GetSecretValueRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await _client.Value.GetSecretValueAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure.ToString().Contains(nameof(GetSecretValueResponse.SecretString), StringComparison.Ordinal))
        {
            throw new FormatException($"Secrets Manager's answer cannot be read ({failure.GetType().Name}; its text is not shown, as it may hold the key). Expected the answer to GetSecretValue: see that nothing stands between this function and the endpoint.");
        }
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
