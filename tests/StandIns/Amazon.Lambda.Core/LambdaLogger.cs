namespace Amazon.Lambda.Core;

/// <summary>Writes to standard output until RuntimeSupport puts its own log in the place of <see cref="Sink"/>.</summary>
public static class LambdaLogger
{
    internal delegate void Write(string level, Exception exception, string message, object[] args);

    internal static Write Sink { get; set; } = WriteToStandardOutput;

    public static void Log(string message) => Sink(null, null, message, []);

    public static void Log(string level, string message, params object[] args) => Sink(level, null, message, args);

    public static void Log(LogLevel level, string message, params object[] args) => Sink(level.ToString(), null, message, args);

    public static void Log(string level, Exception exception, string message, params object[] args) => Sink(level, exception, message, args);

    public static void Log(LogLevel level, Exception exception, string message, params object[] args) => Sink(level.ToString(), exception, message, args);

    private static void WriteToStandardOutput(string level, Exception exception, string message, object[] args)
    {
        var prefix = level is null ? string.Empty : $"{level}: ";
        var suffix = exception is null ? string.Empty : $"{Environment.NewLine}{exception}";
#pragma warning disable RS0030 // Outside Lambda the official package writes to standard output, too.
        Console.WriteLine($"{prefix}{message}{suffix}");
#pragma warning restore RS0030
    }
}
