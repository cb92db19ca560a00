using System.Text.Json.Nodes;
using Egress.Admin.Calls;
using Egress.Admin.Grants;
using Egress.Admin.Keys;
using Egress.Admin.Proving;
using Egress.Admin.Secrets;

namespace Egress.Admin.Operators;

/// <summary>Back to the key before, or to a named version: its key is made fit first, then the label moves.</summary>
internal sealed class RollbackVerb(
    Consumers consumers, SecretDirectory directory, SecretStore secrets, KeyStore keys, KeyFinder finder, Declaration declaration, Attachments attachments, Prover prover, AdminOptions options, TimeProvider time) : IVerb
{
    private static readonly ProofGoal Goal = new(5, TimeSpan.Zero);

    public string Name => "rollback";

    public async Task<JsonObject> RunAsync(OperatorRun run, CancellationToken cancellationToken)
    {
        // 1. Is there a way back?
        var secret = await consumers.ReadAsync(run.Consumer, cancellationToken);
        var current = secret.VersionOf(Label.Current);
        var wanted = run.Request.Version ?? FindWay(run, secret, current);
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

        // 2. A repetition must mean the same version, and a rotation under way would undo this. 3. No stamp of a retirement may be left when the label moves, or the next sweep would disable the key.
        await directory.TagAsync(secret.Id, Asked.TagOf(Name), new Asked(time.GetUtcNow(), run.Mark, wanted).ToString(), cancellationToken);
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

        var answer = Answer.Of(run, "rolled back", steps).With("fingerprint", version.Document.ApiKey.Fingerprint);
        return await TryRetireAsync(secret, current, cancellationToken) is { } trouble ? answer.With("left", trouble) : answer;
    }

    // AWSPREVIOUS is the key before only once: after a rollback it is the one that was left.
    private string FindWay(OperatorRun run, SecretState secret, string? current)
    {
        var last = Asked.Find(secret, Name);
        return last?.Request == run.Mark ? last.Subject
            : last is not null && last.Subject == current && last.IsFresh(time.GetUtcNow())
                ? throw new RefusedException($"Consumer {run.Consumer} was rolled back to version {current} at {last.At:u}: a repetition would go back to the key that was left. To do that name its version. Nothing was changed.")
                : secret.VersionOf(Label.Previous) ?? throw new RefusedException($"Consumer {run.Consumer} has no version {Label.Previous}. Rotate instead. Nothing was changed.");
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

    // The label has moved, so the answer is yes. What was left may be what nobody can read; the sweep gives grace to a key that has none.
    private async Task<string?> TryRetireAsync(SecretState secret, string? left, CancellationToken cancellationToken)
    {
        try
        {
            if (left is not null && await secrets.ReadAsync(secret.Id, left, cancellationToken) is { } version && await finder.FindAsync(version.Document, cancellationToken) is { } key)
            {
                await keys.StampAsync(key.Id, stamps => stamps.Retire(time.GetUtcNow() + options.Grace), isEnabled: null, cancellationToken);
            }

            return null;
        }
        catch (Exception failure) when (failure is RefusedException or CallFailedException)
        {
            return $"the key of version {left} was given no grace yet, which the next sweep does: {failure.Message}";
        }
    }
}
