using Egress.Admin.Grants;
using Egress.Admin.Secrets;

namespace Egress.Admin.Sweeping;

/// <summary>One consumer as one sweep saw it: its secret, and its keys.</summary>
internal sealed record ConsumerFacts
{
    public required string Name { get; init; }

    /// <summary>Null when keys bear the consumer's name, but no secret does.</summary>
    public SecretState? Secret { get; init; }

    public IReadOnlyList<KeyFacts> Keys { get; init; } = [];

    /// <summary>Null when it could not be told.</summary>
    public IReadOnlyList<UsagePlan>? Granted { get; init; }

    /// <summary>What cannot be repaired without somebody: missing labels, unreadable versions.</summary>
    public IReadOnlyList<string> Problems { get; init; } = [];

    /// <summary>AWSCURRENT's value has no key at all.</summary>
    public SecretVersion? Keyless { get; init; }
}
