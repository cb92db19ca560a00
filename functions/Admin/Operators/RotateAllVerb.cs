using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Egress.Admin.Calls;
using Egress.Admin.Secrets;

namespace Egress.Admin.Operators;

/// <summary>
/// Rotates every consumer, so slowly that the account's rate for management calls is kept with room for others: 10 a second for everything in
/// the account and Region. It stops when the function's time is near and says from when it goes on; who was rotated since then is left out.
/// </summary>
internal sealed class RotateAllVerb(SecretDirectory directory, SecretStore secrets, AdminOptions options, TimeProvider time) : IVerb
{
    private const double CallsPerSecond = 2;
    private const int CallsPerRotation = 14; // one that finds nothing amiss: tests/Benchmarks/results/rotation.md
    private const int CallsPerGrant = 3;
    private const int MostFailures = 3;
    private static readonly TimeSpan Reserve = TimeSpan.FromSeconds(30);

    public string Name => "rotate-all";

    public async Task<JsonObject> RunAsync(OperatorRun run, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var since = await SinceAsync(run, cancellationToken);
        var order = (await directory.ListAsync(options, cancellationToken)).Where(secret => !secret.IsDeleted)
            .OrderBy(secret => run.TokenFor(secret.Id), StringComparer.Ordinal).ToArray(); // another one each time: whoever fails must not always be the first
        var open = order.Where(secret => !IsBegun(secret, since)).ToArray();
        var unfinished = order.Where(secret => IsUnfinished(secret, since)).Select(secret => secret.Consumer!).ToArray();
        var (tried, begun, failures, inARow) = (0, 0, new List<string>(), 0);
        foreach (var secret in open)
        {
            if (run.IsDryRun || inARow == MostFailures || time.GetElapsedTime(started) + Reserve + PauseAfter(secret) > run.Remaining)
            {
                break;
            }

            tried++;
            var failure = await BeginAsync(secret, since, cancellationToken);
            if (failure is not null)
            {
                failures.Add($"{secret.Consumer}: {failure.Message}");
                inARow += IsOfConsumer(failure) ? 0 : 1;
                continue;
            }

            (begun, inARow) = (begun + 1, 0);
            await Task.Delay(PauseAfter(secret), time, cancellationToken);
        }

        return Answer.Of(run, inARow == MostFailures ? $"stopped after {MostFailures} failures in a row" : tried == open.Length ? "all begun" : "go on with since", run.IsDryRun ? open.Select(secret => $"rotate {secret.Consumer}") : [$"began {begun} rotations"])
            .With("since", since.ToString("O"))
            .With("rotated", order.Length - open.Length - unfinished.Length)
            .With("unfinished", Answer.List(unfinished))
            .With("begun", begun)
            .With("remaining", open.Length - tried)
            .With("failures", Answer.List(failures));
    }

    /// <summary>A run that names no beginning begins now, which the template's secret remembers: the same request again is the same run, and another one does not run beside it by accident.</summary>
    private async Task<DateTimeOffset> SinceAsync(OperatorRun run, CancellationToken cancellationToken)
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(time.GetUtcNow().ToUnixTimeSeconds());
        if (run.Request.Since is { } given)
        {
            return given;
        }

        if (run.IsDryRun || await secrets.FindAsync(options.SecretId, cancellationToken) is not { IsDeleted: false } home)
        {
            return now;
        }

        var last = Asked.Find(home, Name);
        if (last?.Request == run.Mark)
        {
            return last.At;
        }

        if (last?.IsFresh(now) == true)
        {
            throw new RefusedException($"A rotate-all began at {last.At:u}, and may run yet. Go on with it: \"since\": \"{last.At:O}\"; or begin another with a since of your own. Nothing was changed.");
        }

        await directory.TagAsync(home.Id, Asked.TagOf(Name), new Asked(now, run.Mark, "-").ToString(), cancellationToken);
        return now;
    }

    /// <summary>The rotation that this run began, or another one since.</summary>
    private static bool IsBegun(SecretState secret, DateTimeOffset since) => secret.LabelsByVersion.ContainsKey(TokenOf(secret, since)) || secret.LastRotated > since;

    /// <summary>Under way, or dead: its version is still the pending one.</summary>
    private static bool IsUnfinished(SecretState secret, DateTimeOffset since) => secret.PendingVersion == TokenOf(secret, since);

    /// <summary>What Secrets Manager refuses for this one secret (one is under way, no schedule) says nothing of the next.</summary>
    private static bool IsOfConsumer(CallFailedException failure) => failure.Code is "InvalidRequestException" or "InvalidParameterException" or "ResourceNotFoundException";

    private async Task<CallFailedException?> BeginAsync(SecretState secret, DateTimeOffset since, CancellationToken cancellationToken)
    {
        try
        {
            var now = await secrets.DescribeAsync(secret.Id, cancellationToken); // the list is minutes late
            if (!IsBegun(now, since))
            {
                await directory.RotateAsync(secret.Id, TokenOf(secret, since), cancellationToken);
            }

            return null;
        }
        catch (CallFailedException failure)
        {
            return failure;
        }
    }

    // The same token for the same run: a repetition begins nothing anew.
    private static string TokenOf(SecretState secret, DateTimeOffset since) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"rotate-all {since.ToUnixTimeSeconds()} {secret.Id}")));

    private static TimeSpan PauseAfter(SecretState secret) => TimeSpan.FromSeconds((CallsPerRotation + (CallsPerGrant * Math.Max(1, secret.GrantTags.Count))) / CallsPerSecond);
}
