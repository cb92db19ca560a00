namespace Egress.Emulator.ControlPlane;

/// <summary>The state behind Secrets Manager: secrets, immutable versions, labels.</summary>
internal sealed class SecretStore(TimeProvider time, TimeSpan readLag, string region, string accountId)
{
    public TimeProvider Time { get; } = time;
    public TimeSpan ReadLag { get; } = readLag;
    public string Region { get; } = region;
    public string AccountId { get; } = accountId;

    /// <summary>Creates a secret whose first version is AWSCURRENT; answers its ARN.</summary>
    public string Create(string name, string secretString, string? description, IReadOnlyDictionary<string, string> tags) => throw new NotSupportedException();

    /// <summary>The SecretString under a label, read without lag; null when there is none.</summary>
    public string? Read(string secretId, string versionStage) => throw new NotSupportedException();

    public void ScheduleRotation(string secretId, string functionArn, string? scheduleExpression, long? automaticallyAfterDays) => throw new NotSupportedException();
}
