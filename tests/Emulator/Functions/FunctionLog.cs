using Microsoft.Extensions.Logging;

namespace Egress.Emulator.Functions;

/// <summary>What functions write, each line with the function's name.</summary>
internal static partial class FunctionLog
{
    [LoggerMessage(1, LogLevel.Information, "[{Function}] {Line}")]
    public static partial void Line(ILogger logger, string function, string line);
}
