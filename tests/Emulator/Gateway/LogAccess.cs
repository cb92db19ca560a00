using Egress.Emulator.Gateway.Integrate;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Egress.Emulator.Gateway;

/// <summary>One line per call in the format that the stage gives; a variable without a value is <c>-</c>.</summary>
internal sealed partial class LogAccess(TimeProvider time, ILoggerFactory loggers)
{
    private readonly ILogger _log = loggers.CreateLogger("Egress.Emulator.Gateway.AccessLog");
    private readonly ILogger _executionLog = loggers.CreateLogger("Egress.Emulator.Gateway.ExecutionLog");

    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context);
        }
        finally
        {
            Write(context);
        }
    }

    private void Write(HttpContext context)
    {
        var ids = context.Found<RequestIds>();
        if (context.FoundOrNot<Rejection>()?.Cause is { } cause)
        {
            Log.Failed(_executionLog, ids, cause);
        }

        if (_log.IsEnabled(LogLevel.Information) && context.FoundOrNot<AddressedStage>()?.Stage.AccessLogFormat is { } format)
        {
            context.Keep(new ResponseLatency(time.GetElapsedTime(context.Found<CallStart>().Timestamp)));
            var line = TemplateText.Render(format, name => new ValueSources(context).Read(name) ?? "-");
            Log.Line(_log, line);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "{Line}")]
        public static partial void Line(ILogger logger, string line);

        [LoggerMessage(Level = LogLevel.Information, Message = "({Request}) {Cause}")]
        public static partial void Failed(ILogger logger, RequestIds request, string cause);
    }
}
