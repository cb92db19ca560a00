using Egress.Admin.Calls;
using Egress.Admin.Secrets;

namespace Egress.Admin.Rotation;

/// <summary>The values of a rotation, each read by version id and checked to be the consumer's own.</summary>
internal sealed class Versions(SecretStore secrets, Patience patience)
{
    /// <summary>The pending version as it is now; null when it has no value yet.</summary>
    public async Task<SecretVersion?> FindPendingAsync(RotationRun run, CancellationToken cancellationToken) =>
        await secrets.ReadAsync(run.SecretId, run.Token, cancellationToken) is { } version ? Checked(version, run) : null;

    /// <summary>The pending version, waited for; null when it has no value even then.</summary>
    public Task<SecretVersion?> WaitForPendingAsync(RotationRun run, CancellationToken cancellationToken) =>
        patience.UntilSeenAsync(token => FindPendingAsync(run, token), cancellationToken);

    public Task<SecretVersion> ReadPendingAsync(RotationRun run, CancellationToken cancellationToken) =>
        RequireAsync(run, WaitForPendingAsync(run, cancellationToken), run.Token, "createSecret stores it: the steps came out of order, or the secret is being read late");

    public Task<SecretVersion> ReadCurrentAsync(RotationRun run, CancellationToken cancellationToken) =>
        ReadAsync(run, run.CurrentVersion, cancellationToken);

    public Task<SecretVersion> ReadAsync(RotationRun run, string versionId, CancellationToken cancellationToken) =>
        RequireAsync(run, patience.UntilSeenAsync(token => secrets.ReadAsync(run.SecretId, versionId, token), cancellationToken), versionId, "put a correct version, or roll back to one");

    private static async Task<SecretVersion> RequireAsync(RotationRun run, Task<SecretVersion?> reading, string versionId, string remedy) =>
        await reading is { } version
            ? Checked(version, run)
            : throw new RefusedException($"Version {versionId} of secret {run.SecretId} has no value after {Patience.Bound.TotalSeconds} s; {remedy}.");

    // A version of another consumer would be handed that consumer's grants.
    private static SecretVersion Checked(SecretVersion version, RotationRun run) => version.Document.Consumer == run.Consumer
        ? version
        : throw new RefusedException($"Version {version.Id} of secret {run.SecretId} names another consumer than the secret's tag, {run.Consumer}. Put a correct version, or correct the tag.");
}
