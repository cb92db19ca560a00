using System.Text.Json.Nodes;
using Egress.Admin.Grants;
using Egress.Admin.Keys;
using Egress.Admin.Proving;
using Egress.Admin.Secrets;

namespace Egress.Admin.Operators;

/// <summary>Back to the key before, or to a named version: its key is made fit first, then the label moves.</summary>
internal sealed class RollbackVerb(
    Consumers consumers, SecretStore secrets, KeyStore keys, KeyFinder finder, Declaration declaration, Attachments attachments, Prover prover, AdminOptions options, TimeProvider time) : IVerb
{
    private static readonly ProofGoal Goal = new(5, TimeSpan.Zero);

    public string Name => "rollback";

    public async Task<JsonObject> RunAsync(OperatorRun run, CancellationToken cancellationToken)
    {
        // 1. Is there a way back?
        var secret = await consumers.ReadAsync(run.Consumer, cancellationToken);
        var current = secret.VersionOf(Label.Current);
        var wanted = run.Request.Version ?? secret.VersionOf(Label.Previous) ?? throw new RefusedException($"Consumer {run.Consumer} has no version {Label.Previous}. Rotate instead. Nothing was changed.");
        if (wanted == current)
        {
            return Answer.Of(run, "current already", []);
        }

        var (version, key) = await FindAsync(secret, wanted, cancellationToken);
        string[] steps = [$"make key {key.Id} fit again", $"prove it on every granted upstream", $"move {Label.Current} from {current} to {wanted}", "give the key left behind its grace"];
        if (run.IsDryRun)
        {
            return Answer.Of(run, "", steps);
        }

        // 2. A rotation under way would undo this. 3. No stamp of a retirement may be left when the label moves, or the next sweep would disable the key.
        if (secret.PendingVersion is { } pending)
        {
            await secrets.RemovePendingAsync(secret.Id, pending, cancellationToken);
        }

        await keys.StampAsync(key.Id, stamps => stamps.Revive(), isEnabled: true, cancellationToken);
        var grants = await declaration.ReadAsync(secret, run.Consumer, cancellationToken);
        await attachments.AttachAsync(key, grants, cancellationToken);
        await prover.ProveAsync(new ProofOrder(secret.Id, wanted, grants.Upstreams, Goal), cancellationToken);

        // 4. The label, 5. the grace.
        await RequireFitAsync(key, cancellationToken);
        if (!await secrets.TryPromoteAsync(secret.Id, wanted, current, cancellationToken) && (await secrets.DescribeAsync(secret.Id, cancellationToken)).VersionOf(Label.Current) != wanted)
        {
            throw new RefusedException($"{Label.Current} of consumer {run.Consumer} is not on version {current} any more: somebody else moved it. Look at the list, then ask again.");
        }

        await RetireAsync(secret, current, cancellationToken);
        return Answer.Of(run, "rolled back", steps).With("fingerprint", version.Document.ApiKey.Fingerprint);
    }

    private async Task<(SecretVersion Version, GatewayKey Key)> FindAsync(SecretState secret, string wanted, CancellationToken cancellationToken)
    {
        var version = await secrets.ReadAsync(secret.Id, wanted, cancellationToken);
        var key = version is null || version.Document.Consumer != secret.Consumer ? null : await finder.FindAsync(version.Document, cancellationToken);
        return key is null || version is null
            ? throw new RefusedException($"Version {wanted} of consumer {secret.Consumer} has no value or no key any more. There is no way back to it: rotate instead. Nothing was changed.")
            : secret.Revoked.Contains(version.Document.ApiKey.Fingerprint) || key.Stamps.IsRevoked || key.Stamps.IsRevoking
                ? throw new RefusedException($"The value of version {wanted} (fp {version.Document.ApiKey.Fingerprint}) is revoked. There is no way back to it: rotate instead. Nothing was changed.")
                : (version, key);
    }

    private async Task RequireFitAsync(GatewayKey key, CancellationToken cancellationToken)
    {
        if (await keys.GetAsync(key.Id, cancellationToken) is not { IsEnabled: true, Stamps: { IsRevoked: false, IsRevoking: false, Due: null } })
        {
            throw new RefusedException($"{key} was changed by somebody else meanwhile; it did not become current. Look at the list, then ask again.");
        }
    }

    private async Task RetireAsync(SecretState secret, string? left, CancellationToken cancellationToken)
    {
        if (left is not null && await secrets.ReadAsync(secret.Id, left, cancellationToken) is { } version && await finder.FindAsync(version.Document, cancellationToken) is { } key)
        {
            await keys.StampAsync(key.Id, stamps => stamps.Retire(time.GetUtcNow() + options.Grace), isEnabled: null, cancellationToken);
        }
    }
}
