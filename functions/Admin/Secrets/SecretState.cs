namespace Egress.Admin.Secrets;

/// <summary>A secret without its values: whose it is, and which version bears which label.</summary>
internal sealed record SecretState
{
    public required string Id { get; init; }
    public bool IsDeleted { get; init; }
    public bool IsRotationEnabled { get; init; }
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();
    public IReadOnlyDictionary<string, IReadOnlyList<string>> LabelsByVersion { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    public string? Stack => Tags.GetValueOrDefault(Tag.Stack);
    public string? Consumer => Tags.GetValueOrDefault(Tag.Consumer);

    public string? VersionOf(string label) => LabelsByVersion.FirstOrDefault(version => version.Value.Contains(label)).Key;

    public bool Has(string version, string label) => LabelsByVersion.TryGetValue(version, out var labels) && labels.Contains(label);
}
