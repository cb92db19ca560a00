using System.Diagnostics;
using Amazon.Lambda.Core;

namespace Amazon.Lambda.RuntimeSupport.Logging;

/// <summary>time, request, level and message between tabs, or the message alone.</summary>
internal sealed class TextLog(bool withPrefix) : ILogFormat
{
    public string Format(LogEntry entry)
    {
        var message = entry.Message.Text;
        var between = message.Length > 0 && entry.Exception is not null ? "\n" : string.Empty;
        var text = $"{message}{between}{entry.Exception}";
        return withPrefix ? $"{entry.Timestamp}\t{entry.Invocation?.AwsRequestId}\t{Label(entry.Level)}\t{text}" : text;
    }

    private static string Label(LogLevel level) => level switch
    {
        LogLevel.Trace => "trce",
        LogLevel.Debug => "dbug",
        LogLevel.Information => "info",
        LogLevel.Warning => "warn",
        LogLevel.Error => "fail",
        LogLevel.Critical => "crit",
        _ => throw new UnreachableException(),
    };
}
