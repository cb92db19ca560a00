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

    /// <summary>By <c>{resource path}/{METHOD}</c>; <c>*/*</c> stands for all.</summary>
    public static IReadOnlyDictionary<string, MethodSetting> Read(PropertyMap stage)
    {
        var settings = new Dictionary<string, MethodSetting>(StringComparer.Ordinal);
        foreach (var setting in stage.Maps("MethodSettings"))
        {
            setting.RefuseOthersThan(Known);
            settings[$"{Path(setting.FindText("ResourcePath") ?? "/*")}/{setting.FindText("HttpMethod") ?? "*"}"] = Of(setting);
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

    // AWS page "AWS::ApiGateway::Stage MethodSetting": /a/b is written /~1a~1b; SAM's examples write it plainly.
    private static string Path(string written) => written switch
    {
        "/*" => "*",
        _ when written.StartsWith("/~1", StringComparison.Ordinal) => written[1..].Replace("~1", "/", StringComparison.Ordinal),
        _ => written,
    };
}
