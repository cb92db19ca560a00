using System.Collections.Immutable;

namespace Egress.Emulator.ControlPlane.SecretsManager;

/// <summary>A secret at one moment.</summary>
internal sealed record Secret
{
    public required string Arn { get; init; }
    public required string Name { get; init; }
    public required DateTimeOffset CreatedDate { get; init; }
    public required DateTimeOffset LastChangedDate { get; init; }
    public string? Description { get; init; }
    public string? KmsKeyId { get; init; }
    public DateTimeOffset? LastAccessedDate { get; init; }

    /// <summary>The end of the recovery window; null while the secret is not deleted.</summary>
    public DateTimeOffset? DeletedDate { get; init; }

    public ImmutableSortedDictionary<string, string> Tags { get; init; } = ImmutableSortedDictionary<string, string>.Empty.WithComparers(StringComparer.Ordinal);
    /// <summary>A secret that had tags once shows an empty list of them, one that never had shows none (recorded with test_secret_tags, 2024-04-05).</summary>
    public bool WasTagged { get; init; }

    /// <summary>JSON; null where there is none. Kept and shown, and asked by nobody.</summary>
    public string? ResourcePolicy { get; init; }

    public ImmutableList<SecretVersion> Versions { get; init; } = [];

    /// <summary>Null when rotation was never configured.</summary>
    public SecretRotation? Rotation { get; init; }

    public static Secret Create(NewSecret secret, string arn, DateTimeOffset now, string token, SecretValue? value)
    {
        var created = new Secret
        {
            Arn = arn,
            Name = secret.Name,
            CreatedDate = now,
            LastChangedDate = now,
            Description = secret.Description,
            KmsKeyId = secret.KmsKeyId,
            Tags = secret.Tags.ToImmutableSortedDictionary(StringComparer.Ordinal),
            WasTagged = secret.Tags.Count > 0,
        };
        return value is null ? created : SecretVersions.Put(created, token, value, [SecretVersion.Current], now);
    }

    /// <summary>By name, ARN, or ARN without its random suffix.</summary>
    public bool IsNamed(string secretId) => secretId == Name || secretId == Arn || (Arn.Length - secretId.Length == 7 && Arn.StartsWith(secretId, StringComparison.Ordinal));

    public SecretVersion? Version(string id) => Versions.Find(version => version.Id == id);

    public SecretVersion? VersionOf(string stage) => Versions.Find(version => version.Has(stage));

    public Secret Touch(string versionId, DateTimeOffset day) => this with
    {
        LastAccessedDate = day,
        Versions = [.. Versions.Select(version => version.Id == versionId ? version with { LastAccessedDate = day } : version)],
    };

    public Secret WithRotation(string functionArn, RotationRules rules, DateTimeOffset now) => this with
    {
        LastChangedDate = now,
        Rotation = new SecretRotation
        {
            FunctionArn = functionArn,
            Rules = rules,
            IsEnabled = true,
            LastRotatedDate = Rotation?.LastRotatedDate,
            Next = rules.Next(Rotation?.LastRotatedDate, now),
        },
    };

    /// <summary>After a rotation, and after any manual change of the value, the schedule counts from now.</summary>
    public Secret Rotated(DateTimeOffset now) => Rotation is null ? this : this with
    {
        Rotation = Rotation with { LastRotatedDate = now, Next = Rotation.IsEnabled ? Rotation.Rules.Next(now, now) : Rotation.Next },
    };
}
