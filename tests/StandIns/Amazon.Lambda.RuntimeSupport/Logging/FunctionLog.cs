#pragma warning disable RS0030 // Standard output is where Lambda reads a function's log; this class is the one that captures it.
using Amazon.Lambda.Core;

namespace Amazon.Lambda.RuntimeSupport.Logging;

/// <summary>A process has one standard output, therefore one log: LambdaLogger, context.Logger and Console.WriteLine all end here.</summary>
internal sealed class FunctionLog(TextWriter output, ILogFormat format, LogLevel minimum, TimeProvider clock)
{
    private static readonly Lazy<FunctionLog> Captured = new(Capture);

    private readonly AsyncLocal<ILambdaContext> invocation = new();

    public static FunctionLog Standard => Captured.Value;

    public void Begin(ILambdaContext context) => invocation.Value = context;

    /// <summary>A level that is no name of <see cref="LogLevel"/> is never filtered, and shown as the lowest level, as in the official package.</summary>
    public void Write(string level, Exception exception, string message, object[] args)
    {
        var isLevel = Enum.TryParse<LogLevel>(level, true, out var severity);
        if (isLevel && severity < minimum)
        {
            return;
        }

        var entry = new LogEntry(clock.GetUtcNow(), severity, invocation.Value, new MessageTemplate(message ?? string.Empty, args ?? []), exception);
        output.WriteLine(format.Format(entry));
    }

    public void WriteRaw(string text) => output.Write(text);

    private static FunctionLog Capture()
    {
        var log = new FunctionLog(Console.Out, LogSettings.Format, LogSettings.Minimum, TimeProvider.System);
        Console.SetOut(new CapturedWriter(Console.Out, line => log.Write(nameof(LogLevel.Information), null, line, [])));
        Console.SetError(new CapturedWriter(Console.Error, line => log.Write(nameof(LogLevel.Error), null, line, [])));
        LambdaLogger.Sink = log.Write;
        return log;
    }
}
