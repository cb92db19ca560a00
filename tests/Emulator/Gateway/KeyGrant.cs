namespace Egress.Emulator.Gateway;

/// <summary>That a key may call a stage, through which plan, and how often.</summary>
internal sealed record KeyGrant
{
    public required string KeyId { get; init; }
    public required string PlanId { get; init; }
    public required string ApiId { get; init; }
    public required string StageName { get; init; }
    /// <summary>Whose key it is: its customer id, or its name. Keys of one owner follow each other at a rotation.</summary>
    public string Owner { get; init; } = "";

    public ThrottleLimit? Throttle { get; init; }
    public QuotaLimit? Quota { get; init; }

    /// <summary>By <c>{resource path}/{METHOD}</c>, as in a plan's <c>apiStages[].throttle</c>.</summary>
    public IReadOnlyDictionary<string, ThrottleLimit> MethodThrottles { get; init; } = new Dictionary<string, ThrottleLimit>();

    /// <summary>Under which id the calls of a bucket are counted.</summary>
    public string BucketId(GatewaySwitches switches) => switches.CarriesUsageOfRotatedKeys && Owner.Length > 0 ? Owner : KeyId;
}
