using Egress.Admin.Keys;

namespace Egress.Admin.Sweeping;

/// <summary>Everything that is decided upon, of one key.</summary>
internal sealed record KeyFacts
{
    public required GatewayKey Key { get; init; }
    public required KeyRole Role { get; init; }
    public bool IsAnchor { get; init; }

    /// <summary>It bears the stack's tag, without which our policy lets nobody delete it.</summary>
    public bool HasTag { get; init; } = true;

    /// <summary>The secret's tag names the value's fingerprint, or the key bears the stamp.</summary>
    public bool IsRevoked { get; init; }

    /// <summary>The plans that the key is attached to.</summary>
    public IReadOnlySet<string> Attached { get; init; } = new HashSet<string>();

    /// <summary>The plans that the consumer is granted; null when that is not known, and then nothing is attached or detached.</summary>
    public IReadOnlySet<string>? Granted { get; init; }

    /// <summary>Was it used since the baseline? Null when nobody looked, or there are no figures.</summary>
    public bool? IsUsed { get; init; }

    /// <summary>In one word, for people.</summary>
    public string State => this switch
    {
        { IsRevoked: true } => "revoked",
        { Key.IsEnabled: false, IsAnchor: true } => "parked",
        { Key.IsEnabled: false } => "disabled",
        { Role: KeyRole.Current } => "current",
        { Role: KeyRole.Pending } => "pending",
        { Key.Stamps.Held: not null } => "held",
        _ => "previous",
    };

    public bool LacksPlans => Granted is { } granted && !granted.IsSubsetOf(Attached);

    /// <summary>The anchor's attachments declare the grants: none of them is ever too many.</summary>
    public bool HasExtraPlans => !IsAnchor && Granted is { } granted && !Attached.IsSubsetOf(granted);
}
