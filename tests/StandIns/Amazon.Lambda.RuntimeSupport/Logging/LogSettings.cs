using Amazon.Lambda.Core;

namespace Amazon.Lambda.RuntimeSupport.Logging;

/// <summary>How Lambda's logging configuration reaches a function; the variables of the .NET runtime client win over those of the service.</summary>
internal static class LogSettings
{
    public static ILogFormat Format => Variable("AWS_LAMBDA_HANDLER_LOG_FORMAT", "AWS_LAMBDA_LOG_FORMAT")?.ToUpperInvariant() switch
    {
        "JSON" => new JsonLog(),
        "UNFORMATTED" => new TextLog(withPrefix: false),
        _ => new TextLog(withPrefix: true),
    };

    public static LogLevel Minimum => Variable("AWS_LAMBDA_HANDLER_LOG_LEVEL", "AWS_LAMBDA_LOG_LEVEL")?.ToUpperInvariant() switch
    {
        "FATAL" => LogLevel.Critical,
        "WARN" => LogLevel.Warning,
        var name => Enum.TryParse<LogLevel>(name, true, out var level) ? level : LogLevel.Information,
    };

    private static string Variable(string first, string second) =>
        Environment.GetEnvironmentVariable(first) is { Length: > 0 } value ? value : Environment.GetEnvironmentVariable(second);
}
