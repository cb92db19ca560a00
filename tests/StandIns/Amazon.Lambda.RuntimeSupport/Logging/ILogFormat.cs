namespace Amazon.Lambda.RuntimeSupport.Logging;

internal interface ILogFormat
{
    string Format(LogEntry entry);
}
