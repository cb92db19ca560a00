using Egress.Emulator.Gateway;

namespace Egress.Emulator.ControlPlane.ApiGateway;

/// <summary>
/// UpdateStage's patches [API Gateway API reference, "Patch operations", Stage]: replace of the stage's own members; add, replace and remove of
/// <c>/variables/{name}</c>; method settings as <see cref="MethodSettingPatch"/> says, the access log as <see cref="AccessLogPatch"/> and the canary as
/// <see cref="CanaryPatch"/> do.
/// </summary>
internal static class StagePatch
{
    private static readonly string[] CacheSizes = ["0.5", "1.6", "6.1", "13.5", "28.4", "58.2", "118", "237"];

    public static ApiStage Apply(ApiStage stage, PatchOperation patch) => (patch.Op, patch.Path) switch
    {
        _ when CanaryPatch.Concerns(patch) => CanaryPatch.Apply(stage, patch),
        _ when AccessLogPatch.Concerns(patch) => AccessLogPatch.Apply(stage, patch),
        ("replace", "/deploymentId") => stage, // an API has one here, and the value was checked
        ("replace", "/description") => stage with { Description = Text(patch.Value) },
        ("replace", "/cacheClusterEnabled") => stage with { HasCache = patch.Flag() },
        ("replace", "/cacheClusterSize") => stage with { CacheSize = CacheSize(patch.Value) },
        ("replace", "/clientCertificateId") => stage with { ClientCertificateId = Text(patch.Value) },
        ("replace", "/documentationVersion") => stage with { DocumentationVersion = Text(patch.Value) },
        ("replace", "/tracingEnabled") => stage with { IsTraced = patch.Flag() },
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
}
