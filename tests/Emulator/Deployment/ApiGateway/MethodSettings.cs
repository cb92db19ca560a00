using Egress.Emulator.Gateway;

namespace Egress.Emulator.Deployment.ApiGateway;

/// <summary>The property MethodSettings of a stage. Logging and metrics are shown and nothing more, throttling is something.</summary>
internal static class MethodSettings
{
    private static readonly string[] Known =
    [
        "CacheDataEncrypted", "CacheTtlInSeconds", "CachingEnabled", "DataTraceEnabled", "HttpMethod", "LoggingLevel", "MetricsEnabled", "ResourcePath",
        "ThrottlingBurstLimit", "ThrottlingRateLimit",
    ];

    private static readonly string[] Verbs = ["*", "ANY", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"];

    /// <summary>What a StageDescription says of all methods outside of MethodSettings.</summary>
    public static IEnumerable<string> OfAllMethods => Known.Except(["HttpMethod", "ResourcePath"]);

    /// <summary>Settings that name a path or a method, but not both: it is not documented that there are such.</summary>
    public static IEnumerable<string> HalfWild(IEnumerable<string> methods) =>
        methods.Where(method => method != "*/*" && (method.StartsWith("*/", StringComparison.Ordinal) || method.EndsWith("/*", StringComparison.Ordinal)));

    /// <summary>By <c>{resource path}/{METHOD}</c>; <c>*/*</c> stands for all.</summary>
    public static IReadOnlyDictionary<string, MethodSetting> Read(PropertyMap stage)
    {
        var settings = new Dictionary<string, MethodSetting>(StringComparer.Ordinal);
        if (OfAllMethods.Any(stage.Has))
        {
            settings["*/*"] = Of(stage);
        }

        foreach (var setting in stage.Maps("MethodSettings"))
        {
            setting.RefuseOthersThan(Known);
            settings[$"{Path(setting.FindText("ResourcePath") ?? "/*")}/{setting.FindOneOf("HttpMethod", Verbs) ?? "*"}"] = Of(setting);
        }

        return settings;
    }

    private static MethodSetting Of(PropertyMap setting)
    {
        var byDefault = new MethodSetting();
        return byDefault with
        {
            RatePerSecond = setting.FindNumber("ThrottlingRateLimit") ?? byDefault.RatePerSecond,
            Burst = setting.FindInteger("ThrottlingBurstLimit", least: -1) ?? byDefault.Burst,
            IsMeasured = setting.IsTrue("MetricsEnabled"),
            LoggingLevel = setting.FindOneOf("LoggingLevel", "OFF", "ERROR", "INFO") ?? byDefault.LoggingLevel,
            TracesData = setting.IsTrue("DataTraceEnabled"),
            IsCached = setting.IsTrue("CachingEnabled"),
            CacheTtlInSeconds = setting.FindInteger("CacheTtlInSeconds") ?? byDefault.CacheTtlInSeconds,
            EncryptsCache = setting.IsTrue("CacheDataEncrypted"),
        };
    }

    // AWS page "AWS::ApiGateway::Stage MethodSetting": /a/b is written /~1a~1b, the root /; SAM's examples write it plainly. As in UpdateStage, ~0 is ~.
    private static string Path(string written)
    {
        var path = written.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal).TrimStart('/');
        return path == "*" ? path : "/" + path;
    }
}
