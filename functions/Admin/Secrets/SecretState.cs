namespace Egress.Admin.Secrets;

/// <summary>A secret without its values: whose it is, and which version bears which label.</summary>
internal sealed record SecretState
{
    /// <summary>A rotation comes at some time of the day on which it is due (Secrets Manager, Rotation schedules), and one that fails is tried again.</summary>
    private static readonly TimeSpan RotationWindow = TimeSpan.FromDays(2);

    public required string Id { get; init; }

    /// <summary>Null where it was not asked for.</summary>
    public string? Name { get; init; }

    public bool IsDeleted { get; init; }
    public bool IsRotationEnabled { get; init; }

    /// <summary>The function that rotates it, and how often; null where the secret's list or nobody told.</summary>
    public string? RotationFunction { get; init; }

    public long? RotationDays { get; init; }
    public DateTimeOffset? Created { get; init; }
    public DateTimeOffset? LastRotated { get; init; }
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();
    public IReadOnlyDictionary<string, IReadOnlyList<string>> LabelsByVersion { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    public string? Stack => Tags.GetValueOrDefault(Tag.Stack);
    public string? Consumer => Tags.GetValueOrDefault(Tag.Consumer);

    /// <summary>The fingerprints of revoked values. The tag outlives the keys.</summary>
    public IReadOnlySet<string> Revoked => Tags.GetValueOrDefault(Tag.Revoked)?.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToHashSet() ?? [];

    /// <summary>Also one that says no: the last grant's denial leaves it until it is carried out.</summary>
    public bool HasGrantTags => Tags.Keys.Any(name => name.StartsWith(Tag.GrantPrefix, StringComparison.Ordinal));

    /// <summary>The hosts that grant tags name.</summary>
    public IReadOnlyList<string> GrantTags => [.. Tags.Where(tag => tag.Key.StartsWith(Tag.GrantPrefix, StringComparison.Ordinal) && tag.Value == "on").Select(tag => tag.Key[Tag.GrantPrefix.Length..])];

    /// <summary>AWSPENDING on another version than the current one: a rotation is under way, or died.</summary>
    public string? PendingVersion => VersionOf(Label.Pending) is { } pending && !Has(pending, Label.Current) ? pending : null;

    /// <summary>Has it gone without a rotation for longer than its schedule and the time that Secrets Manager takes for one? An age that is not known is none.</summary>
    public bool IsRotationOverdue(TimeSpan schedule, DateTimeOffset now) => !IsDeleted && (LastRotated ?? Created) + schedule + RotationWindow < now;

    public string? VersionOf(string label) => LabelsByVersion.FirstOrDefault(version => version.Value.Contains(label)).Key;

    public bool Has(string version, string label) => LabelsByVersion.TryGetValue(version, out var labels) && labels.Contains(label);
}
