using Egress.Emulator.Gateway;

namespace Egress.Emulator.ControlPlane.ApiGateway;

/// <summary>
/// UpdateStage's patches [API Gateway API reference, "Patch operations", Stage]: replace of the stage's own members; add, replace and remove of
/// <c>/variables/{name}</c> and <c>/accessLogSettings…</c>; method settings as <see cref="MethodSettingPatch"/> says, the canary as
/// <see cref="CanaryPatch"/> does.
/// </summary>
internal static class StagePatch
{
    private static readonly string[] CacheSizes = ["0.5", "1.6", "6.1", "13.5", "28.4", "58.2", "118", "237"];

    public static ApiStage Apply(ApiStage stage, PatchOperation patch) => (patch.Op, patch.Path) switch
    {
        _ when CanaryPatch.Concerns(patch) => CanaryPatch.Apply(stage, patch),
        ("replace", "/deploymentId") => stage, // an API has one here, and the value was checked
        ("replace", "/description") => stage with { Description = Text(patch.Value) },
        ("replace", "/cacheClusterEnabled") => stage with { HasCache = patch.Flag() },
        ("replace", "/cacheClusterSize") => stage with { CacheSize = CacheSize(patch.Value) },
        ("replace", "/clientCertificateId") => stage with { ClientCertificateId = Text(patch.Value) },
        ("replace", "/documentationVersion") => stage with { DocumentationVersion = Text(patch.Value) },
        ("replace", "/tracingEnabled") => stage with { IsTraced = patch.Flag() },
        ("add" or "replace", "/accessLogSettings/destinationArn") => stage with { AccessLogDestination = Destination(patch.Value) },
        ("add" or "replace", "/accessLogSettings/format") => stage with { AccessLogFormat = Format(patch.Value) },
        ("remove", "/accessLogSettings") => stage with { AccessLogDestination = null, AccessLogFormat = null },
        ("remove", "/accessLogSettings/destinationArn") => stage with { AccessLogDestination = null },
        ("remove", "/accessLogSettings/format") => stage with { AccessLogFormat = null },
        ("add" or "replace" or "remove", var path) when path.StartsWith("/variables/", StringComparison.Ordinal) => stage with { Variables = Variables(stage.Variables, path["/variables/".Length..], patch) },
        _ => MethodSettingPatch.Apply(stage, patch),
    };

    public static string? CacheSize(string? size) => size is null || CacheSizes.Contains(size)
        ? size
        : throw ApiGatewayErrors.BadRequest($"Invalid cache cluster size '{size}' specified. Must be one of: [{string.Join(", ", CacheSizes)}]");

    public static IReadOnlyDictionary<string, string> Variables(IReadOnlyDictionary<string, string> variables, string name, PatchOperation patch)
    {
        var changed = variables.ToDictionary();
        if (patch.Op == "remove")
        {
            return changed.Remove(name) ? changed : throw ApiGatewayErrors.BadRequest($"Cannot remove stage variable {name} because the stage has none of that name");
        }

        changed[name] = patch.Value ?? "";
        StageLimits.CheckVariables(changed);
        return changed;
    }

    private static string? Text(string? value) => string.IsNullOrEmpty(value) ? null : value;

    private static string Destination(string? arn) => arn is not null && arn.StartsWith("arn:", StringComparison.Ordinal) && arn.Split(':').Length >= 6
        ? arn
        : throw ApiGatewayErrors.BadRequest($"Invalid ARN specified in the request: {arn}");

    // The first text is UpdateStage's own; that requestId or extendedRequestId is required: AWS page "Set up CloudWatch logging for REST APIs".
    private static string Format(string? format)
    {
        if (format is null || format.TrimEnd('\n').Contains('\n', StringComparison.Ordinal))
        {
            throw ApiGatewayErrors.BadRequest("Access Logs format must be single line, new line character is allowed only at end of the format");
        }

        return format.Contains("$context.requestId", StringComparison.Ordinal) || format.Contains("$context.extendedRequestId", StringComparison.Ordinal)
            ? format
            : throw ApiGatewayErrors.BadRequest("Access Logs format must contain $context.requestId or $context.extendedRequestId");
    }
}
