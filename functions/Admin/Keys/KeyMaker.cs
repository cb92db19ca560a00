using Egress.Admin.Calls;
using Egress.Admin.Secrets;

namespace Egress.Admin.Keys;

/// <summary>Makes the gateway hold the value of a version: finds the key that an earlier try made, or makes it, and sees that it is enabled.</summary>
internal sealed class KeyMaker(KeyStore keys, KeyFinder finder, Patience patience)
{
    private const int MostCreations = 3;

    /// <summary>Null when the value belongs to a key of somebody else: never touched, never shown.</summary>
    public async Task<GatewayKey?> FindOrMakeAsync(SecretDocument document, string origin, CancellationToken cancellationToken) =>
        await AdoptOrMakeAsync(await finder.FindAsync(document, cancellationToken), document, origin, Stamps.None, cancellationToken);

    /// <summary>The same, where the caller has looked already. A key that is made bears the stamps; one that is found keeps its own.</summary>
    public async Task<GatewayKey?> AdoptOrMakeAsync(GatewayKey? found, SecretDocument document, string origin, Stamps stamps, CancellationToken cancellationToken)
    {
        var isConflict = false;
        for (var creation = 0; found is null && creation < MostCreations; creation++)
        {
            // Each try is followed by a long look: a conflict may be with our own key, which is seen late, or a passing one with another deployment.
            var created = await keys.CreateAsync(finder.NameOf(document), document.ApiKey, origin, stamps, cancellationToken);
            found = created.Key ?? await patience.UntilSeenAsync(token => finder.FindAsync(document, token), cancellationToken);
            isConflict = created.IsConflict;
        }

        return found is not null ? await EnableAsync(found, cancellationToken)
            : isConflict ? null
            : throw new RefusedException($"CreateApiKey was sent {MostCreations} times without an answer, and no key named {finder.NameOf(document)} can be seen. The step will be tried again.");
    }

    private async Task<GatewayKey> EnableAsync(GatewayKey key, CancellationToken cancellationToken)
    {
        // What disabled it may be a moment old: the key itself is asked before it is enabled.
        var known = key.IsEnabled ? key : await keys.GetAsync(key.Id, cancellationToken) ?? throw new RefusedException($"{key} is gone. The step will be tried again.");
        if (known.Stamps.IsRevoked)
        {
            throw new RefusedException($"{key} was revoked, so it is never enabled again. Rotate to draw another value.");
        }

        if (!known.IsEnabled)
        {
            await keys.WriteAsync(known, known.Stamps, isEnabled: true, cancellationToken);
        }

        return known with { IsEnabled = true };
    }
}
