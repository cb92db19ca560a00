using System.Text.Json.Nodes;
using Egress.Admin.Calls;
using Egress.Admin.Grants;
using Egress.Admin.Keys;
using Egress.Admin.Proving;
using Egress.Admin.Secrets;
using Egress.Probe.Contract;

namespace Egress.Admin.Operators;

/// <summary>A new consumer, with a secret, a key and grants of its own. The value is in the secret only; the answer says where, and comes after the proof.</summary>
internal sealed class IssueVerb(
    Consumers consumers, SecretDirectory directory, SecretStore secrets, PlanStore plans, KeyMaker maker, Attachments attachments, Prover prover, Patience patience, AdminOptions options, TimeProvider time) : IVerb
{
    private static readonly TimeSpan MostSpread = TimeSpan.FromSeconds(10); // nobody calls with this key before the answer

    public string Name => "issue";

    public async Task<JsonObject> RunAsync(OperatorRun run, CancellationToken cancellationToken)
    {
        // 1. What may be refused, is: before the first write.
        if (run.Consumer == options.Consumer)
        {
            throw new RefusedException($"Consumer {run.Consumer} is the template's: it has its key already. Nothing was changed.");
        }

        var ours = await plans.ListOursAsync(cancellationToken);
        var grants = GrantSet.Of(run.Consumer, run.Request.Upstreams!.Select(host => GrantTarget.PlanOf(host, ours)));
        var known = await RequireFreeAsync(run, cancellationToken);
        string[] steps = [$"{(known is null ? "make" : "go on with")} the secret {consumers.IdOf(run.Consumer)}", $"make a key in {grants.Plans.Count} usage plans", $"prove {string.Join(", ", grants.Upstreams)}", $"rotate it every {options.RotationDays} days"];
        if (run.IsDryRun)
        {
            return Answer.Of(run, "", steps);
        }

        // 2. The value is stored before any key has it; 3. the key; 4. the proof; 5. the schedule.
        var secret = known ?? await CreateAsync(run, cancellationToken);
        foreach (var host in grants.Upstreams.Except(secret.GrantTags))
        {
            await directory.TagAsync(secret.Id, Tag.GrantPrefix + host, "on", cancellationToken);
        }

        var version = await ReadAsync(secret, cancellationToken);
        var key = await maker.FindOrMakeAsync(version.Document, "issue", cancellationToken) ?? throw new RefusedException($"The drawn value (fp {version.Document.ApiKey.Fingerprint}) belongs to a key of somebody else in this account. Delete the secret {secret.Id}, then issue again.");
        await attachments.AttachAsync(key, grants, cancellationToken);
        var took = await prover.ProveAsync(new ProofOrder(secret.Id, version.Id, grants.Upstreams, new ProofGoal(options.ProbePasses, options.ProbeSpread < MostSpread ? options.ProbeSpread : MostSpread)), cancellationToken);
        // Not only when it is new: the days may be others by now, and of a stack that was made again the function is another.
        if (!secret.IsRotationEnabled || secret.RotationFunction != run.FunctionArn || secret.RotationDays != options.RotationDays)
        {
            await directory.ScheduleAsync(secret.Id, run.TokenFor("schedule"), run.FunctionArn, options.RotationDays, cancellationToken);
        }

        return Answer.Of(run, "ready", steps).With("secret", secret.Id).With("fingerprint", version.Document.ApiKey.Fingerprint).With("seconds", Math.Round(took.TotalSeconds, 1));
    }

    /// <summary>A secret of ours by that name is an earlier try; anything else is in the way.</summary>
    private async Task<SecretState?> RequireFreeAsync(OperatorRun run, CancellationToken cancellationToken)
    {
        var name = consumers.IdOf(run.Consumer);
        return await secrets.FindAsync(name, cancellationToken) switch
        {
            null => null,
            { IsDeleted: true } => throw new RefusedException($"The secret {name} is marked as deleted. Restore it, or wait until it is gone. Nothing was changed."),
            var found when found.Stack == options.Stack && found.Consumer == run.Consumer => found,
            _ => throw new RefusedException($"There is a secret {name} that does not bear the tags {Tag.Stack}={options.Stack} and {Tag.Consumer}={run.Consumer}. Rename or delete it. Nothing was changed."),
        };
    }

    private async Task<SecretState> CreateAsync(OperatorRun run, CancellationToken cancellationToken)
    {
        var token = run.TokenFor("issue");
        var document = SecretDocument.First(ApiKey.Draw(), KeyName.Of(options.Stack, run.Consumer, token), time.GetUtcNow());
        var tags = run.Request.Upstreams!.ToDictionary(host => Tag.GrantPrefix + host, _ => "on");
        tags[Tag.Stack] = options.Stack;
        tags[Tag.Consumer] = run.Consumer;

        // False: an earlier try of this request made it, and its answer was lost. What is stored counts.
        await directory.TryCreateAsync(consumers.IdOf(run.Consumer), token, document, options.KmsKeyArn, tags, cancellationToken);
        return await patience.UntilSeenAsync(inner => consumers.FindAsync(run.Consumer, inner), cancellationToken)
            ?? throw new RefusedException($"The secret {consumers.IdOf(run.Consumer)} was made, but cannot be seen after {Patience.Bound.TotalSeconds} s. Send the request again.");
    }

    private async Task<SecretVersion> ReadAsync(SecretState secret, CancellationToken cancellationToken) =>
        await patience.UntilSeenAsync(async inner => (await secrets.DescribeAsync(secret.Id, inner)).VersionOf(Label.Current) is { } version ? await secrets.ReadAsync(secret.Id, version, inner) : null, cancellationToken)
            ?? throw new RefusedException($"Secret {secret.Id} has no value under {Label.Current} after {Patience.Bound.TotalSeconds} s. Delete it, then issue again.");
}
