using System.Collections.Immutable;
using Egress.Emulator.ControlPlane.SecretsManager;

namespace Egress.Emulator.ControlPlane;

/// <summary>The state behind Secrets Manager: secrets, immutable versions, labels. Writers see the present; readers may see the past.</summary>
internal sealed class SecretStore(TimeProvider time, TimeSpan readLag, string region, string accountId)
{
    private const string RandomSuffix = "-XXXXXX";
    private readonly Lock _lock = new();
    private readonly OrderedDictionary<string, SecretHistory> _secrets = [];

    /// <summary>No recovery window ends before this.</summary>
    private DateTimeOffset _firstEnd = DateTimeOffset.MaxValue;

    public TimeProvider Time { get; } = time;
    public TimeSpan ReadLag { get; } = readLag;
    public string Region { get; } = region;
    public string AccountId { get; } = accountId;

    /// <summary>Draws ARN suffixes and passwords, and with <see cref="IsLagRandom"/> each read's lag.</summary>
    public Random Random { get; init; } = new();

    /// <summary>False: every read is <see cref="ReadLag"/> late. True: each one by a part of it of its own, so that readers disagree.</summary>
    public bool IsLagRandom { get; init; }

    /// <summary>Raised outside the lock when a secret's next rotation may have moved.</summary>
    public event Action? ScheduleChanged;

    /// <summary>Creates a secret whose first version is AWSCURRENT, as a deployment did long ago: every reader sees it. Answers its ARN.</summary>
    public string Create(string name, string secretString, string? description, IReadOnlyDictionary<string, string> tags) =>
        Create(new NewSecret(name, description, null, tags), Guid.NewGuid().ToString(), SecretValue.Of(secretString), DateTimeOffset.MinValue).Arn;

    public Secret Create(NewSecret secret, string token, SecretValue? value) => Create(secret, token, value, Time.GetUtcNow());

    /// <summary>The SecretString under a label, read without lag; null when there is none.</summary>
    public string? Read(string secretId, string versionStage)
    {
        lock (_lock)
        {
            return FindPresent(secretId)?.VersionOf(versionStage)?.Value?.Text;
        }
    }

    public void ScheduleRotation(string secretId, string functionArn, string? scheduleExpression, long? automaticallyAfterDays)
    {
        var rules = RotationRules.Of(automaticallyAfterDays, scheduleExpression, null);
        Update(secretId, secret => secret.WithRotation(functionArn, rules, Time.GetUtcNow()));
    }

    /// <summary>The secret as it is now.</summary>
    public Secret Present(string secretId)
    {
        lock (_lock)
        {
            return FindPresent(secretId) ?? throw SecretErrors.NoSuchSecret();
        }
    }

    /// <summary>The secret as a reader sees it: late by the read lag.</summary>
    public Secret Lagging(string secretId)
    {
        lock (_lock)
        {
            return FindHistory(secretId)?.AsOf(Seen()) ?? throw SecretErrors.NoSuchSecret();
        }
    }

    public IReadOnlyList<Secret> AllPresent()
    {
        lock (_lock)
        {
            Purge();
            return [.. _secrets.Values.Select(history => history.Present)];
        }
    }

    public IReadOnlyList<Secret> AllLagging()
    {
        lock (_lock)
        {
            Purge();
            return [.. _secrets.Values.Select(history => history.AsOf(Seen())).OfType<Secret>()];
        }
    }

    public Secret Update(string secretId, Func<Secret, Secret> change)
    {
        var secret = Change(secretId, change);
        ScheduleChanged?.Invoke();
        return secret;
    }

    /// <summary>Notes that a version was read. The service keeps the day only, and no reader waits for it.</summary>
    public void Touch(string secretId, string versionId)
    {
        lock (_lock)
        {
            FindHistory(secretId)?.Touch(versionId, Time.GetUtcNow());
        }
    }

    /// <summary>Deletion without a recovery window: a secret that does not exist is no error. [API reference, DeleteSecret: ForceDeleteWithoutRecovery]</summary>
    public (string Arn, string Name) Discard(string secretId)
    {
        lock (_lock)
        {
            if (FindPresent(secretId) is { } secret)
            {
                _secrets.Remove(secret.Arn);
                return (secret.Arn, secret.Name);
            }

            return secretId.Split(':') is ["arn", .., var last] ? (secretId, last[..^Math.Min(last.Length, RandomSuffix.Length)]) : (Arn(secretId), secretId);
        }
    }

    private Secret Change(string secretId, Func<Secret, Secret> change)
    {
        lock (_lock)
        {
            var history = FindHistory(secretId) ?? throw SecretErrors.NoSuchSecret();
            history.Add(change(history.Present), Time.GetUtcNow(), ReadLag);
            _firstEnd = Earlier(_firstEnd, history.Present.DeletedDate);
            return history.Present;
        }
    }

    private Secret Create(NewSecret secret, string token, SecretValue? value, DateTimeOffset since)
    {
        lock (_lock)
        {
            var existing = FindPresent(secret.Name);
            SecretRules.CheckNew(secret, existing, token, value);
            if (existing is not null)
            {
                return existing;
            }

            var created = Secret.Create(secret, Arn(secret.Name), Time.GetUtcNow(), token, value);
            _secrets.Add(created.Arn, new SecretHistory(created, since));
            return created;
        }
    }

    private Secret? FindPresent(string secretId) => FindHistory(secretId)?.Present;

    private SecretHistory? FindHistory(string secretId)
    {
        Purge();
        return _secrets.GetValueOrDefault(secretId) ?? _secrets.Values.FirstOrDefault(history => history.Present.IsNamed(secretId));
    }

    /// <summary>A secret whose recovery window is over is gone.</summary>
    private void Purge()
    {
        if (Time.GetUtcNow() is var now && now < _firstEnd)
        {
            return;
        }

        foreach (var (arn, _) in _secrets.Where(entry => entry.Value.Present.DeletedDate <= now).ToImmutableArray())
        {
            _secrets.Remove(arn);
        }

        _firstEnd = _secrets.Values.Aggregate(DateTimeOffset.MaxValue, (first, history) => Earlier(first, history.Present.DeletedDate));
    }

    private static DateTimeOffset Earlier(DateTimeOffset first, DateTimeOffset? other) => other < first ? other.Value : first;

    private DateTimeOffset Seen() => Time.GetUtcNow() - (IsLagRandom ? ReadLag * Random.NextDouble() : ReadLag);

    /// <summary>Ends in six random characters, so that a secret created anew has another ARN.</summary>
    private string Arn(string name)
    {
        const string alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
        return $"arn:aws:secretsmanager:{Region}:{AccountId}:secret:{name}-{Random.GetString(alphabet, 6)}";
    }
}
