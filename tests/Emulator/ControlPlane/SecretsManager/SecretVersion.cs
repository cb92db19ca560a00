using System.Collections.Immutable;

namespace Egress.Emulator.ControlPlane.SecretsManager;

/// <summary>A version: its value never changes once it has one, its labels do. AWSPENDING can sit on a version that has no value yet.</summary>
internal sealed record SecretVersion(string Id, SecretValue? Value, DateTimeOffset CreatedDate)
{
    public const string Current = "AWSCURRENT";
    public const string Pending = "AWSPENDING";
    public const string Previous = "AWSPREVIOUS";

    public ImmutableSortedSet<string> Stages { get; init; } = ImmutableSortedSet.Create<string>(StringComparer.Ordinal);
    public DateTimeOffset? LastAccessedDate { get; init; }

    public bool Has(string stage) => Stages.Contains(stage);
}
