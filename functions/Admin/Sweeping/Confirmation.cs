using Egress.Admin.Calls;
using Egress.Admin.Keys;
using Egress.Admin.Secrets;

namespace Egress.Admin.Sweeping;

/// <summary>The last look before something is taken away: labels and values as they are now, not as a list showed them.</summary>
internal sealed class Confirmation(SecretStore secrets, KeyStore keys, Consumers consumers)
{
    /// <summary>The key as it is now; null when it is gone, is in use after all, or nobody can tell.</summary>
    public async Task<GatewayKey?> ConfirmUnusedAsync(ConsumerFacts consumer, string keyId, CancellationToken cancellationToken)
    {
        if (await keys.GetAsync(keyId, cancellationToken) is not { } key)
        {
            return null;
        }

        var secret = await FindSecretAsync(consumer, cancellationToken);
        return secret is null || (!secret.IsDeleted && await IsOtherAsync(secret, key, cancellationToken)) ? key : null;
    }

    /// <summary>The consumer's secret as it is now, also where a list did not show it: somebody may have taken its tags. Null when there is none.</summary>
    public Task<SecretState?> FindSecretAsync(ConsumerFacts consumer, CancellationToken cancellationToken) =>
        secrets.FindAsync(consumer.Secret?.Id ?? consumers.IdOf(consumer.Name), cancellationToken);

    private async Task<bool> IsOtherAsync(SecretState secret, GatewayKey key, CancellationToken cancellationToken)
    {
        try
        {
            if (secret.VersionOf(Label.Current) is not { } current || await secrets.ReadAsync(secret.Id, current, cancellationToken) is not { } version || version.Document.ApiKey == key.Value)
            {
                return false;
            }

            var pending = secret.PendingVersion is { } named ? await secrets.ReadAsync(secret.Id, named, cancellationToken) : null;
            return pending?.Document.ApiKey != key.Value && (secret.PendingVersion is null || KeyName.Parse(key.Name)?.Token != secret.PendingVersion);
        }
        catch (Exception failure) when (failure is RefusedException or CallFailedException)
        {
            return false; // unreadable: keys stay as they are
        }
    }
}
