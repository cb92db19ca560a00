using System.Text.RegularExpressions;
using Egress.Emulator.Gateway;

namespace Egress.Emulator.ControlPlane.ApiGateway;

/// <summary>
/// Patches of <c>/{resource path}/{METHOD}/throttling/rateLimit</c> and its like, the slashes of the path written <c>~1</c>, <c>*/*</c> for every method; and removal
/// of <c>/{resource path}/{METHOD}</c> as a whole, the only removal there is.
/// </summary>
internal static partial class MethodSettingPatch
{
    private static readonly string[] Levels = ["OFF", "ERROR", "INFO"];
    private static readonly string[] Strategies = ["FAIL_WITH_403", "SUCCEED_WITH_RESPONSE_HEADER", "SUCCEED_WITHOUT_RESPONSE_HEADER"];

    // The service's own list, its missing commas included (quoted in localstack/localstack #9334).
    private const string Paths =
        "/deploymentId, /description, /cacheClusterEnabled, /cacheClusterSize, /clientCertificateId, /accessLogSettings, /accessLogSettings/destinationArn, /accessLogSettings/format, "
        + "/{resourcePath}/{httpMethod}/metrics/enabled, /{resourcePath}/{httpMethod}/logging/dataTrace, /{resourcePath}/{httpMethod}/logging/loglevel, "
        + "/{resourcePath}/{httpMethod}/throttling/burstLimit/{resourcePath}/{httpMethod}/throttling/rateLimit/{resourcePath}/{httpMethod}/caching/ttlInSeconds, "
        + "/{resourcePath}/{httpMethod}/caching/enabled, /{resourcePath}/{httpMethod}/caching/dataEncrypted, /{resourcePath}/{httpMethod}/caching/requireAuthorizationForCacheControl, "
        + "/{resourcePath}/{httpMethod}/caching/unauthorizedCacheControlHeaderStrategy, /*/*/metrics/enabled, /*/*/logging/dataTrace, /*/*/logging/loglevel, "
        + "/*/*/throttling/burstLimit /*/*/throttling/rateLimit /*/*/caching/ttlInSeconds, /*/*/caching/enabled, /*/*/caching/dataEncrypted, "
        + "/*/*/caching/requireAuthorizationForCacheControl, /*/*/caching/unauthorizedCacheControlHeaderStrategy, /variables/{variable_name}, /tracingEnabled";

    public static ApiStage Apply(ApiStage stage, PatchOperation patch)
    {
        var match = Form().Match(patch.Path);
        var (method, settings) = (Method(match), stage.MethodSettings.ToDictionary());
        if (patch.Op == "remove" && match.Success)
        {
            return match.Groups["member"].Length == 0 && settings.Remove(method) ? stage with { MethodSettings = settings } : throw NothingToRemove(patch);
        }

        if (!match.Success || patch.Op is not ("add" or "replace") || Changed(Setting(settings, method), match.Groups["member"].Value, patch) is not { } changed)
        {
            throw InvalidPath(patch);
        }

        settings[method] = changed;
        return stage with { MethodSettings = settings };
    }

    public static ControlPlaneException InvalidPath(PatchOperation patch) => ApiGatewayErrors.BadRequest($"Invalid method setting path: {patch.Path}. Must be one of: [{Paths}]");

    public static ControlPlaneException NothingToRemove(PatchOperation patch) =>
        ApiGatewayErrors.BadRequest($"Cannot remove method setting {patch.Path.TrimStart('/')} because there is no method setting for this method ");

    // The first setting of a method begins as that of all methods (recorded 2024-03-05).
    private static MethodSetting Setting(Dictionary<string, MethodSetting> settings, string method) =>
        settings.GetValueOrDefault(method) ?? settings.GetValueOrDefault("*/*") ?? new MethodSetting();

    private static MethodSetting? Changed(MethodSetting setting, string member, PatchOperation patch) => member switch
    {
        "metrics/enabled" => setting with { IsMeasured = patch.Flag() },
        "logging/dataTrace" => setting with { TracesData = patch.Flag() },
        "logging/loglevel" => setting with { LoggingLevel = patch.OneOf(Levels) },
        "throttling/burstLimit" => setting with { Burst = patch.Whole() },
        "throttling/rateLimit" => setting with { RatePerSecond = patch.Number() },
        "caching/ttlInSeconds" => setting with { CacheTtlInSeconds = patch.Whole() },
        "caching/enabled" => setting with { IsCached = patch.Flag() },
        "caching/dataEncrypted" => setting with { EncryptsCache = patch.Flag() },
        "caching/requireAuthorizationForCacheControl" => setting with { CacheControlNeedsAuthorization = patch.Flag() },
        "caching/unauthorizedCacheControlHeaderStrategy" => setting with { UnauthorizedCacheControl = patch.OneOf(Strategies) },
        _ => null,
    };

    // "~0" last, or "~01" would become a slash.
    private static string Method(Match match)
    {
        var path = match.Groups["path"].Value.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
        return (path.StartsWith('/') || path == "*" ? path : "/" + path) + "/" + match.Groups["verb"].Value;
    }

    [GeneratedRegex(@"\A/(?<path>[^/]*)/(?<verb>DELETE|GET|HEAD|OPTIONS|PATCH|POST|PUT|ANY|\*)(?:/(?<member>.+))?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
