using Egress.Admin.Keys;
using Egress.Admin.Secrets;

namespace Egress.Admin.Operators;

/// <summary>Finds what <c>target</c> names: current, previous, a version, or a fingerprint.</summary>
internal sealed class RevocationTargets(SecretStore secrets, KeyStore keys, KeyFinder finder, LiveKeys liveKeys, AdminOptions options)
{
    private const int FingerprintLength = 8;

    public async Task<RevocationTarget> FindAsync(SecretState secret, string target, CancellationToken cancellationToken) => target switch
    {
        "current" => await OfVersionAsync(secret, secret.VersionOf(Label.Current), target, cancellationToken),
        "previous" => await OfVersionAsync(secret, secret.VersionOf(Label.Previous), target, cancellationToken),
        { Length: FingerprintLength } => await OfFingerprintAsync(secret, target, cancellationToken),
        _ => await OfVersionAsync(secret, target, target, cancellationToken),
    };

    private async Task<RevocationTarget> OfVersionAsync(SecretState secret, string? versionId, string target, CancellationToken cancellationToken)
    {
        var version = versionId is null ? null : await secrets.ReadAsync(secret.Id, versionId, cancellationToken);
        return version is null
            ? throw new RefusedException($"Consumer {secret.Consumer} has no value under {target}. Name it by its fingerprint, if its key still exists. Nothing was changed.")
            : new RevocationTarget(version.Id, await finder.FindAsync(version.Document, cancellationToken), version.Document.ApiKey.Fingerprint, secret.Has(version.Id, Label.Current));
    }

    private async Task<RevocationTarget> OfFingerprintAsync(SecretState secret, string fingerprint, CancellationToken cancellationToken)
    {
        foreach (var versionId in secret.LabelsByVersion.Keys)
        {
            if (await secrets.ReadAsync(secret.Id, versionId, cancellationToken) is { } version && version.Document.ApiKey.Fingerprint == fingerprint)
            {
                return new RevocationTarget(versionId, await finder.FindAsync(version.Document, cancellationToken), fingerprint, secret.Has(versionId, Label.Current));
            }
        }

        var ids = (await liveKeys.ManagedAsync(secret.Consumer!, cancellationToken)).Select(key => key.Id);
        foreach (var id in secret.Consumer == options.Consumer ? ids.Append(options.AnchorKeyId) : ids)
        {
            if (await keys.GetAsync(id, cancellationToken) is { Value: { } value } key && value.Fingerprint == fingerprint)
            {
                return new RevocationTarget(KeyName.Parse(key.Name)?.Token, key, fingerprint, IsCurrent: false);
            }
        }

        throw new RefusedException($"Consumer {secret.Consumer} has no value with the fingerprint {fingerprint}, in its secret or among its keys. Nothing was changed.");
    }
}
