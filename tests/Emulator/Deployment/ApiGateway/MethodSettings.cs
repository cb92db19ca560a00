using Egress.Emulator.Gateway;

namespace Egress.Emulator.Deployment.ApiGateway;

/// <summary>The property MethodSettings of a stage. Logging and metrics are nothing here, throttling is something.</summary>
internal static class MethodSettings
{
    private static readonly string[] Known =
    [
        "CacheDataEncrypted", "CacheTtlInSeconds", "CachingEnabled", "DataTraceEnabled", "HttpMethod", "LoggingLevel", "MetricsEnabled", "ResourcePath",
        "ThrottlingBurstLimit", "ThrottlingRateLimit",
    ];

    /// <summary>By <c>{resource path}/{METHOD}</c>; <c>*/*</c> stands for all.</summary>
    public static IReadOnlyDictionary<string, ThrottleLimit> Throttles(PropertyMap stage)
    {
        var throttles = new Dictionary<string, ThrottleLimit>(StringComparer.Ordinal);
        foreach (var setting in stage.Maps("MethodSettings"))
        {
            setting.RefuseOthersThan(Known);
            if (setting.FindNumber("ThrottlingRateLimit") is { } rate && setting.FindInteger("ThrottlingBurstLimit") is { } burst)
            {
                throttles[$"{Path(setting.FindText("ResourcePath") ?? "/*")}/{setting.FindText("HttpMethod") ?? "*"}"] = new ThrottleLimit(rate, burst);
            }
        }

        return throttles;
    }

    // AWS page "AWS::ApiGateway::Stage MethodSetting": /a/b is written /~1a~1b; SAM's examples write it plainly.
    private static string Path(string written) => written switch
    {
        "/*" => "*",
        _ when written.StartsWith("/~1", StringComparison.Ordinal) => written[1..].Replace("~1", "/", StringComparison.Ordinal),
        _ => written,
    };
}
