namespace Amazon.APIGateway.Model;

public class MethodSetting
{
    public bool? CacheDataEncrypted { get; set; }
    public int? CacheTtlInSeconds { get; set; }
    public bool? CachingEnabled { get; set; }
    public bool? DataTraceEnabled { get; set; }
    public string LoggingLevel { get; set; }
    public bool? MetricsEnabled { get; set; }
    public bool? RequireAuthorizationForCacheControl { get; set; }
    public int? ThrottlingBurstLimit { get; set; }
    public double? ThrottlingRateLimit { get; set; }
    public UnauthorizedCacheControlHeaderStrategy UnauthorizedCacheControlHeaderStrategy { get; set; }
}
