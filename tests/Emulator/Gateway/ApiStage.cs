using System.Runtime.CompilerServices;
using Egress.Emulator.Gateway.Waf;

namespace Egress.Emulator.Gateway;

/// <summary>A deployed stage: the first path segment of every call.</summary>
internal sealed record ApiStage
{
    /// <summary>The stage as its canary's calls meet it, made once: what is kept for a stage is found by the object.</summary>
    private static readonly ConditionalWeakTable<ApiStage, ApiStage> Canaries = [];

    public required string ApiId { get; init; }
    public required string Name { get; init; }
    public IReadOnlyDictionary<string, string> Variables { get; init; } = new Dictionary<string, string>();
    public string? AccessLogFormat { get; init; }
    public string? AccessLogDestination { get; init; }

    /// <summary>By <c>{resource path}/{METHOD}</c>; <c>*/*</c> stands for all.</summary>
    public IReadOnlyDictionary<string, MethodSetting> MethodSettings
    {
        get;
        init => (field, MethodThrottles) = (value, Throttles(value));
    }
    = new Dictionary<string, MethodSetting>();

    /// <summary>What the method settings say of throttling.</summary>
    public IReadOnlyDictionary<string, ThrottleLimit> MethodThrottles { get; private init; } = new Dictionary<string, ThrottleLimit>();

    public CanaryRelease? Canary { get; init; }

    /// <summary>What stands before the stage; null: nothing.</summary>
    public WebAcl? WebAcl { get; init; }

    public string? Description { get; init; }
    public string? ClientCertificateId { get; init; }
    public string? DocumentationVersion { get; init; }
    public bool IsTraced { get; init; }

    /// <summary>Shown, not performed: the emulator has no cache.</summary>
    public bool HasCache { get; init; }

    public string? CacheSize { get; init; }
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();
    public DateTimeOffset CreatedDate { get; init; }

    /// <summary>Null: never changed.</summary>
    public DateTimeOffset? LastUpdatedDate { get; init; }

    /// <summary>The stage as one call meets it, by a number drawn from 0 to 1 (exclusive) for that call.</summary>
    public ApiStage For(Func<double> draw) => Canary is { } canary && draw() * 100 < canary.PercentTraffic ? Canaries.GetValue(this, stage => stage with { Variables = canary.Over(stage.Variables) }) : this;

    private static Dictionary<string, ThrottleLimit> Throttles(IReadOnlyDictionary<string, MethodSetting> settings) => settings
        .Where(setting => setting.Value.Throttle is not null)
        .ToDictionary(setting => setting.Key, setting => setting.Value.Throttle!);
}
