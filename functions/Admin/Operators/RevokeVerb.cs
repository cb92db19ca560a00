using System.Text.Json.Nodes;
using Egress.Admin.Calls;
using Egress.Admin.Metrics;
using Egress.Admin.Secrets;

namespace Egress.Admin.Operators;

/// <summary>
/// A value is refused from now on, for good. <c>replace</c>: the consumer gets its next key first, so callers that follow the rules notice nothing.
/// <c>contain</c>: refused at once; callers fail until they hold the next key. Each mark is written before what it announces, so that
/// the sweep completes whatever is cut off.
/// </summary>
internal sealed class RevokeVerb(Consumers consumers, RevocationTargets targets, Revocation revocation, SecretDirectory directory, MetricLog metrics, TimeProvider time) : IVerb
{
    private const string WasCurrent = "current";
    private const string WasReplaced = "replaced";

    public string Name => "revoke";

    public async Task<JsonObject> RunAsync(OperatorRun run, CancellationToken cancellationToken)
    {
        // 1. Which value: written down, since a repetition must mean the same one.
        var secret = await consumers.ReadAsync(run.Consumer, cancellationToken);
        var target = await FindAsync(run, secret, cancellationToken);
        if (run.IsDryRun)
        {
            return Answer.Of(run, "", Steps(run, target)).With("fingerprint", target.Fingerprint);
        }

        await NoteAsync(run, secret, target, cancellationToken);
        if (!target.IsCurrent && run.Request.Mode == "replace")
        {
            // Labels are seen late: it may have become current a moment ago, and then it needs a successor first.
            await Task.Delay(Patience.Bound, time, cancellationToken);
            secret = await consumers.ReadAsync(run.Consumer, cancellationToken);
            target = await targets.LookAgainAsync(secret, target, cancellationToken);
        }

        // 2. The successor.
        if (target.IsCurrent && run.Request.Mode == "replace")
        {
            await revocation.AnnounceAsync(target, cancellationToken);
            secret = await revocation.ReplaceAsync(secret, target, run.TokenFor("revoke"), cancellationToken);
            await Task.Delay(Patience.Bound, time, cancellationToken); // labels are seen late: a caller that is refused must find the next key
        }

        // 3. The end of the key, 4. the proof.
        var started = time.GetTimestamp();
        secret = await EndAsync(run, secret, target, cancellationToken);
        var isProved = await revocation.ProveAsync(secret, target, cancellationToken);
        var took = time.GetElapsedTime(started);
        await revocation.MarkAsync(secret.Id, target.Fingerprint, cancellationToken);
        metrics.Revoked(run.Consumer, took);
        return Answer.Of(run, isProved ? "revoked" : "revoked, unverified", Steps(run, target)).With("fingerprint", target.Fingerprint).With("seconds", Math.Round(took.TotalSeconds, 1));
    }

    private static string[] Steps(OperatorRun run, RevocationTarget target)
    {
        const string replacing = "draw, attach, prove and promote the next key";
        var disabling = $"disable key {target.Key?.Id ?? "(gone already)"} and mark fp {target.Fingerprint} as revoked";
        return [.. !target.IsCurrent ? [disabling] : run.Request.Mode == "replace" ? [replacing, disabling] : new[] { disabling, replacing }, "prove that every upstream refuses it"];
    }

    private async Task<SecretState> EndAsync(OperatorRun run, SecretState secret, RevocationTarget target, CancellationToken cancellationToken)
    {
        if (run.Request.Mode == "replace")
        {
            var now = await revocation.RequireReplacedAsync(secret, target, cancellationToken);
            await revocation.DisableAsync(now, target, cancellationToken);
            return now;
        }

        await revocation.DisableAsync(secret, target, cancellationToken);
        var replaced = await revocation.ReplaceAsync(secret, target, run.TokenFor("revoke"), cancellationToken);
        await revocation.StripAsync(replaced, target, cancellationToken); // the promotion made it AWSPREVIOUS
        return replaced;
    }

    private async Task<RevocationTarget> FindAsync(OperatorRun run, SecretState secret, CancellationToken cancellationToken)
    {
        var (last, words) = (Asked.Find(secret, Name), Asked.Find(secret, Name)?.Subject.Split(' '));
        if (last?.Request == run.Mark && words is [var meant, var version, _])
        {
            return await targets.FindAgainAsync(secret, meant, version == "-" ? null : version, cancellationToken);
        }

        var target = await targets.FindAsync(secret, run.Request.Target!, cancellationToken);
        return run.Request.Target == "current" && last?.IsFresh(time.GetUtcNow()) == true && words is [var revoked, _, WasCurrent] && revoked != target.Fingerprint
            ? throw new RefusedException($"The current key (fp {target.Fingerprint}) of consumer {run.Consumer} took the place of fp {revoked}, which was revoked {last.At:u}: a repetition would revoke the replacement. To revoke it nevertheless name its fingerprint or version. Nothing was changed.")
            : target;
    }

    private async Task NoteAsync(OperatorRun run, SecretState secret, RevocationTarget target, CancellationToken cancellationToken)
    {
        if (Asked.Find(secret, Name)?.Request != run.Mark)
        {
            var subject = $"{target.Fingerprint} {target.VersionId ?? "-"} {(target.IsCurrent ? WasCurrent : WasReplaced)}";
            await directory.TagAsync(secret.Id, Asked.TagOf(Name), new Asked(time.GetUtcNow(), run.Mark, subject).ToString(), cancellationToken);
        }
    }
}
