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
        var since = run.Request.Since ?? time.GetUtcNow();
        var order = (await directory.ListAsync(options, cancellationToken)).Where(secret => !secret.IsDeleted)
            .OrderBy(secret => TokenOf(secret, since), StringComparer.Ordinal).ToArray(); // anyhow, but each time alike
        var open = order.Where(secret => !IsRotated(secret, since)).ToArray();
        var (begun, failures, inARow) = (0, new List<string>(), 0);
        foreach (var secret in open)
        {
            if (run.IsDryRun || inARow == MostFailures || time.GetElapsedTime(started) + Reserve + PauseAfter(secret) > run.Remaining)
            {
                break;
            }

            var failure = await BeginAsync(secret, since, cancellationToken);
            inARow = failure is null ? 0 : inARow + 1;
            begun++;
            if (failure is not null)
            {
                failures.Add($"{secret.Consumer}: {failure}");
            }

            await Task.Delay(PauseAfter(secret), time, cancellationToken);
        }

        return Answer.Of(run, inARow == MostFailures ? $"stopped after {MostFailures} failures in a row" : begun == open.Length ? "all begun" : "go on with since", run.IsDryRun ? open.Select(secret => $"rotate {secret.Consumer}") : [$"began {begun - failures.Count} rotations"])
            .With("since", since.ToString("O"))
            .With("rotated", order.Length - open.Length)
            .With("begun", begun - failures.Count)
            .With("remaining", open.Length - begun)
            .With("failures", Answer.List(failures));
    }

    /// <summary>The rotation that this run began, or another one since.</summary>
    private static bool IsRotated(SecretState secret, DateTimeOffset since) => secret.LabelsByVersion.ContainsKey(TokenOf(secret, since)) || secret.LastRotated > since;

    private async Task<string?> BeginAsync(SecretState secret, DateTimeOffset since, CancellationToken cancellationToken)
    {
        try
        {
            var now = await secrets.DescribeAsync(secret.Id, cancellationToken); // the list is minutes late
            if (!IsRotated(now, since))
            {
                await directory.RotateAsync(secret.Id, TokenOf(secret, since), cancellationToken);
            }

            return null;
        }
        catch (CallFailedException failure)
        {
            return failure.Message;
        }
    }

    // The same token for the same run: a repetition begins nothing anew.
    private static string TokenOf(SecretState secret, DateTimeOffset since) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"rotate-all {since.ToUnixTimeSeconds()} {secret.Id}")));

    private static TimeSpan PauseAfter(SecretState secret) => TimeSpan.FromSeconds((CallsPerRotation + (CallsPerGrant * Math.Max(1, secret.GrantTags.Count))) / CallsPerSecond);
}
