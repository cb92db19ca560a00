using System.Collections.Immutable;

namespace Egress.Emulator.ControlPlane.SecretsManager;

/// <summary>The rules of versions and labels: pure, so that every row of them can be a test.</summary>
internal static class SecretVersions
{
    private const int Kept = 100; // and none younger than a day is removed [PutSecretValue, API reference]
    private const int MaxStages = 20;

    /// <summary>
    /// PutSecretValue. Same token and same value: nothing happens. Same token, other value: refused, a version is immutable.
    /// A version that has no value yet takes it. The very first version is AWSCURRENT whatever was asked for.
    /// </summary>
    public static Secret Put(Secret secret, string token, SecretValue value, IReadOnlyCollection<string> stages, DateTimeOffset now)
    {
        var existing = secret.Version(token);
        if (existing?.Value is not null)
        {
            return existing.Value == value
                ? secret
                : throw SecretErrors.Exists($"You can't use ClientRequestToken {token} because that value is already in use for a version of secret {secret.Arn}.");
        }

        var asked = secret.Versions.IsEmpty ? stages.Append(SecretVersion.Current) : stages;
        var versions = existing is null
            ? secret.Versions.Add(new SecretVersion(token, value, now))
            : secret.Versions.Replace(existing, existing with { Value = value, CreatedDate = now });
        var changed = asked.Distinct().Aggregate(secret with { Versions = versions, LastChangedDate = now }, (state, stage) => Attach(state, stage, token));
        return Pruned(asked.Contains(SecretVersion.Current) ? Abandoned(changed, token).Rotated(now) : changed, now);
    }

    /// <summary>What the service does at the start of a rotation: AWSPENDING on a version without value.</summary>
    public static Secret StartPending(Secret secret, string token, DateTimeOffset now) =>
        Attach(secret.Version(token) is null ? secret with { Versions = secret.Versions.Add(new SecretVersion(token, null, now)) } : secret, SecretVersion.Pending, token);

    /// <summary>What the service does at the end of one: AWSPENDING is on no version; a version that never got a value is gone.</summary>
    public static Secret EndPending(Secret secret, string token)
    {
        var removed = Detach(secret, SecretVersion.Pending, token);
        return removed with { Versions = removed.Versions.RemoveAll(version => version.Id == token && version.Value is null) };
    }

    /// <summary>What it does to test a configuration: AWSPENDING on a version that has the value in force, or none.</summary>
    public static Secret StartTest(Secret secret, string token, bool hasValue, DateTimeOffset now)
    {
        var pending = StartPending(secret, token, now);
        return hasValue && secret.VersionOf(SecretVersion.Current)?.Value is { } value
            ? pending with { Versions = [.. pending.Versions.Select(version => version.Id == token ? version with { Value = value } : version)] }
            : pending;
    }

    /// <summary>The version that was made for a test is gone with it.</summary>
    public static Secret EndTest(Secret secret, string token) => secret with { Versions = secret.Versions.RemoveAll(version => version.Id == token && !version.Has(SecretVersion.Current)) };

    /// <summary>UpdateSecretVersionStage: a compare-and-swap of one label.</summary>
    public static Secret Move(Secret secret, string stage, string? removeFrom, string? moveTo, DateTimeOffset now)
    {
        if (removeFrom is null && moveTo is null)
        {
            throw SecretErrors.InvalidParameter("You must specify RemoveFromVersionId, MoveToVersionId or both.");
        }

        foreach (var named in new[] { removeFrom, moveTo }.OfType<string>().Where(id => secret.Version(id) is null))
        {
            throw SecretErrors.NoSuchVersion(named);
        }

        CheckHolder(secret.VersionOf(stage), stage, removeFrom, moveTo);
        var moved = moveTo is null ? Detach(secret, stage, removeFrom!) : Attach(secret, stage, moveTo);
        return moved == secret ? secret : moved with { LastChangedDate = now };
    }

    private static void CheckHolder(SecretVersion? holder, string stage, string? removeFrom, string? moveTo)
    {
        if (removeFrom is not null && holder?.Id != removeFrom)
        {
            throw SecretErrors.InvalidParameter(
                $"The parameter RemoveFromVersionId is {removeFrom}, but staging label {stage} is currently attached to {holder?.Id ?? "no version"}.");
        }

        if (removeFrom is null && holder is not null && holder.Id != moveTo)
        {
            throw SecretErrors.InvalidParameter(
                $"The parameter RemoveFromVersionId can't be empty. Staging label {stage} is currently attached to version {holder.Id}, "
                + "so you must explicitly reference that version in RemoveFromVersionId.");
        }

        if (stage == SecretVersion.Current && moveTo is null)
        {
            throw SecretErrors.InvalidParameter("You can only move staging label AWSCURRENT to a different secret version. It can't be completely removed.");
        }
    }

    /// <summary>A label is on one version only. Moving AWSCURRENT moves AWSPREVIOUS to the version that lost it.</summary>
    private static Secret Attach(Secret secret, string stage, string versionId)
    {
        var holder = secret.VersionOf(stage);
        if (holder?.Id == versionId)
        {
            return secret;
        }

        var moved = Relabel(holder is null ? secret : Detach(secret, stage, holder.Id), versionId, stages => stages.Add(stage));
        return stage == SecretVersion.Current && holder is not null ? Attach(moved, SecretVersion.Previous, holder.Id) : moved;
    }

    private static Secret Detach(Secret secret, string stage, string versionId) => Relabel(secret, versionId, stages => stages.Remove(stage));

    private static Secret Relabel(Secret secret, string versionId, Func<ImmutableSortedSet<string>, ImmutableSortedSet<string>> change) => secret with
    {
        Versions = [.. secret.Versions.Select(version => version.Id == versionId ? Checked(version with { Stages = change(version.Stages) }) : version)],
    };

    private static SecretVersion Checked(SecretVersion version) => version.Stages.Count <= MaxStages
        ? version
        : throw SecretErrors.LimitExceeded($"Version {version.Id} would have {version.Stages.Count} staging labels; the limit is {MaxStages}.");

    /// <summary>A new AWSCURRENT put directly abandons a rotation: AWSPENDING disappears from every other version (recorded; CloudTrail: RotationAbandoned).</summary>
    private static Secret Abandoned(Secret secret, string token) =>
        secret.VersionOf(SecretVersion.Pending) is { } pending && pending.Id != token ? EndPending(secret, pending.Id) : secret;

    private static Secret Pruned(Secret secret, DateTimeOffset now)
    {
        var surplus = secret.Versions
            .Where(version => version.Stages.IsEmpty && version.CreatedDate < now - TimeSpan.FromDays(1))
            .OrderBy(version => version.CreatedDate)
            .Take(secret.Versions.Count - Kept);
        return secret with { Versions = secret.Versions.RemoveRange(surplus) };
    }
}
