using Egress.Emulator.CommandLine;
using Egress.Emulator.Vpc;
using Microsoft.Extensions.Logging;

if (args is [NetworkRelay.Verb, .. var rest])
{
    return await NetworkRelay.RunAsync(rest, CancellationToken.None);
}

using var loggers = LoggerFactory.Create(logging => logging
    .SetMinimumLevel(LogLevel.Information)
    .AddFilter("Microsoft", LogLevel.Warning)
    .AddSimpleConsole(console => console.SingleLine = true)
    .AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace));
return await EmulatorCommand.Create(loggers, TimeProvider.System).Parse(args).InvokeAsync();
