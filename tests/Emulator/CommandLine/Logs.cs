using System.CommandLine;
using Microsoft.Extensions.Logging;

namespace Egress.Emulator.CommandLine;

/// <summary>What a command tells on standard error while it runs.</summary>
internal static class Logs
{
    /// <summary>The category of what functions write.</summary>
    public const string Functions = "function";

    private static readonly Option<bool> Verbose = new("--verbose") { Description = "Log every call and what the functions write." };

    public static void AddTo(Command command) => command.Options.Add(Verbose);

    /// <summary>Everything with <c>--verbose</c>; otherwise warnings, and what functions write from the given level on.</summary>
    public static ILoggerFactory Open(ParseResult arguments, LogLevel functions) => LoggerFactory.Create(logging => logging
        .SetMinimumLevel(arguments.GetValue(Verbose) ? LogLevel.Information : LogLevel.Warning)
        .AddFilter(Functions, arguments.GetValue(Verbose) ? LogLevel.Information : functions)
        .AddFilter("Microsoft", LogLevel.Warning)
        .AddFilter("Microsoft.AspNetCore.Server.Kestrel", LogLevel.Critical) // a stream that is cut is an error to Kestrel; the access log has it
        .AddFilter("Microsoft.Extensions.Hosting", LogLevel.None) // a start that fails is told by the command, in one line
        .AddSimpleConsole(console => console.SingleLine = true)
        .AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace));
}
