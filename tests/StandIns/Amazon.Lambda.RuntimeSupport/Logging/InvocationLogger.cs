using Amazon.Lambda.Core;

namespace Amazon.Lambda.RuntimeSupport.Logging;

internal sealed class InvocationLogger(FunctionLog log) : ILambdaLogger
{
    public void Log(string message) => log.WriteRaw(message);

    public void LogLine(string message) => log.Write(nameof(LogLevel.Information), null, message, []);

    public void Log(string level, string message) => log.Write(level, null, message, []);

    public void Log(string level, string message, params object[] args) => log.Write(level, null, message, args);

    public void Log(string level, Exception exception, string message, params object[] args) => log.Write(level, exception, message, args);
}
