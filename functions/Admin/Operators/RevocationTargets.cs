using Egress.Admin.Keys;
using Egress.Admin.Secrets;

namespace Egress.Admin.Operators;

/// <summary>Finds what <c>target</c> names: current, previous, a version, or a fingerprint. What is current is told by the value: two versions may hold the same one.</summary>
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

    /// <summary>The value that an earlier try of the same request meant.</summary>
    public async Task<RevocationTarget> FindAgainAsync(SecretState secret, string fingerprint, string? versionId, CancellationToken cancellationToken) =>
        versionId is not null && await secrets.FindReadableAsync(secret.Id, versionId, cancellationToken) is { } version && version.Document.ApiKey.Fingerprint == fingerprint
            ? await OfAsync(secret, version, cancellationToken)
            : await OfFingerprintAsync(secret, fingerprint, cancellationToken);

    /// <summary>The same value as the labels are now.</summary>
    public async Task<RevocationTarget> LookAgainAsync(SecretState secret, RevocationTarget target, CancellationToken cancellationToken)
    {
        var isCurrent = await IsCurrentAsync(secret, target.Fingerprint, cancellationToken);
        return target with { IsCurrent = isCurrent, VersionId = isCurrent ? secret.VersionOf(Label.Current) : target.VersionId };
    }

    /// <summary>A value under AWSCURRENT that cannot be read is nobody's.</summary>
    public async Task<bool> IsCurrentAsync(SecretState secret, string fingerprint, CancellationToken cancellationToken) =>
        secret.VersionOf(Label.Current) is { } version && (await secrets.FindReadableAsync(secret.Id, version, cancellationToken))?.Document.ApiKey.Fingerprint == fingerprint;

    private async Task<RevocationTarget> OfVersionAsync(SecretState secret, string? versionId, string target, CancellationToken cancellationToken)
    {
        var version = versionId is null ? null : await secrets.ReadAsync(secret.Id, versionId, cancellationToken);
        return version is not null
            ? await OfAsync(secret, version, cancellationToken)
            : throw new RefusedException($"Consumer {secret.Consumer} has no value under {target}. Name it by its fingerprint, if its key still exists. Nothing was changed.");
    }

    private async Task<RevocationTarget> OfFingerprintAsync(SecretState secret, string fingerprint, CancellationToken cancellationToken)
    {
        foreach (var versionId in secret.LabelsByVersion.Keys)
        {
            if (await secrets.FindReadableAsync(secret.Id, versionId, cancellationToken) is { } version && version.Document.ApiKey.Fingerprint == fingerprint)
            {
                return await OfAsync(secret, version, cancellationToken);
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

    private async Task<RevocationTarget> OfAsync(SecretState secret, SecretVersion version, CancellationToken cancellationToken) =>
        await LookAgainAsync(secret, new RevocationTarget(version.Id, await finder.FindAsync(version.Document, cancellationToken), version.Document.ApiKey.Fingerprint, IsCurrent: false), cancellationToken);
}
