using Egress.Admin.Calls;
using Egress.Admin.Grants;
using Egress.Admin.Keys;
using Egress.Admin.Secrets;

namespace Egress.Admin.Rotation;

/// <summary>Makes the gateway know the pending value: one key, enabled, attached to exactly the plans that the consumer is granted.</summary>
internal sealed class SetSecret(Versions versions, SecretStore secrets, KeyStore keys, KeyFinder finder, Declaration declaration, Attachments attachments, Patience patience)
{
    private const int MostCreations = 3;

    public async Task<StepOutcome> RunAsync(RotationRun run, CancellationToken cancellationToken)
    {
        // 1. The values, each by version id.
        var pending = await versions.ReadPendingAsync(run, cancellationToken);
        var current = await versions.ReadCurrentAsync(run, cancellationToken);

        // 2. A rotation that is only a test of its configuration carries the value that is current already.
        if (pending.Document.ApiKey == current.Document.ApiKey)
        {
            return new("pending is current: nothing to set", current.Document.ApiKey.Fingerprint);
        }

        // 3. One key: found, or made.
        var grants = await declaration.ReadAsync(run.Secret, run.Consumer, cancellationToken);
        var key = await FindOrCreateAsync(run, pending.Document, cancellationToken);

        // 4. Its plans. One that is too many stays: a step that comes late might take it from a key in use. The sweep looks, waits, and then detaches.
        await attachments.AttachAsync(key, grants, cancellationToken);
        return new($"key {key.Id} attached to {grants.Plans.Count} plans", pending.Document.ApiKey.Fingerprint);
    }

    private async Task<GatewayKey> FindOrCreateAsync(RotationRun run, SecretDocument pending, CancellationToken cancellationToken)
    {
        var found = await finder.FindAsync(pending, cancellationToken);
        for (var creation = 0; found is null && creation < MostCreations; creation++)
        {
            var created = await keys.CreateAsync(run.KeyName, pending.ApiKey, "rotate", cancellationToken);
            found = created.Key ?? await patience.UntilSeenAsync(token => finder.FindAsync(pending, token), cancellationToken);
            if (found is null && created.IsConflict && creation == MostCreations - 1)
            {
                // Each try was followed by a long look: no key of ours, and no passing conflict with another deployment either.
                await AbandonAsync(run, pending, cancellationToken);
            }
        }

        return found is null
            ? throw new RefusedException($"CreateApiKey was sent {MostCreations} times without an answer, and no key named {run.KeyName} can be seen. The step will be tried again.")
            : await EnableAsync(found, cancellationToken);
    }

    private async Task<GatewayKey> EnableAsync(GatewayKey key, CancellationToken cancellationToken)
    {
        if (!key.IsEnabled)
        {
            await keys.WriteAsync(key, key.Stamps, isEnabled: true, cancellationToken);
        }

        return key;
    }

    // The value belongs to a key of somebody else: never touched, never shown. The next rotation draws another value.
    private async Task AbandonAsync(RotationRun run, SecretDocument pending, CancellationToken cancellationToken)
    {
        await secrets.RemovePendingAsync(run.SecretId, run.Token, cancellationToken);
        throw new RefusedException($"The drawn value (fp {pending.ApiKey.Fingerprint}) belongs to a key of somebody else in this account. Version {run.Token} was given up; rotate again to draw another value.");
    }
}
