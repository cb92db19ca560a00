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
internal sealed class RevokeVerb(Consumers consumers, RevocationTargets targets, Revocation revocation, MetricLog metrics, TimeProvider time) : IVerb
{
    public string Name => "revoke";

    public async Task<JsonObject> RunAsync(OperatorRun run, CancellationToken cancellationToken)
    {
        var secret = await consumers.ReadAsync(run.Consumer, cancellationToken);
        var target = await targets.FindAsync(secret, run.Request.Target!, cancellationToken);
        if (!target.IsCurrent && run.Request.Mode == "replace" && !run.IsDryRun)
        {
            // Labels are seen late: it may have become current a moment ago, and then it needs a successor first.
            await Task.Delay(Patience.Bound, time, cancellationToken);
            secret = await consumers.ReadAsync(run.Consumer, cancellationToken);
            target = await targets.FindAsync(secret, run.Request.Target!, cancellationToken);
        }

        var isReplacedFirst = target.IsCurrent && run.Request.Mode == "replace";
        var disabling = $"disable key {target.Key?.Id ?? "(gone already)"} and mark fp {target.Fingerprint} as revoked";
        string[] steps = [.. target.IsCurrent ? isReplacedFirst ? [ReplaceStep, disabling] : new[] { disabling, ReplaceStep } : [disabling], "prove that every upstream refuses it"];
        if (run.IsDryRun)
        {
            return Answer.Of(run, "", steps).With("fingerprint", target.Fingerprint);
        }

        if (isReplacedFirst)
        {
            await revocation.AnnounceAsync(target, cancellationToken);
            secret = await revocation.ReplaceAsync(secret, target, run.TokenFor("revoke"), cancellationToken);
            await Task.Delay(Patience.Bound, time, cancellationToken); // labels are seen late: a caller that is refused must find the next key
        }

        var started = time.GetTimestamp();
        await revocation.DisableAsync(secret, target, cancellationToken);
        if (target.IsCurrent && !isReplacedFirst)
        {
            secret = await revocation.ReplaceAsync(secret, target, run.TokenFor("revoke"), cancellationToken);
            await revocation.StripAsync(secret, target, cancellationToken); // the promotion made it AWSPREVIOUS
        }

        var isProved = await revocation.ProveAsync(secret, target, cancellationToken);
        var took = time.GetElapsedTime(started);
        metrics.Revoked(run.Consumer, took);
        return Answer.Of(run, isProved ? "revoked" : "revoked, unverified", steps).With("fingerprint", target.Fingerprint).With("seconds", Math.Round(took.TotalSeconds, 1));
    }

    private const string ReplaceStep = "draw, attach, prove and promote the next key";
}
