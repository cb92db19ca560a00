using Amazon.Lambda.Core;
using Egress.Client;
using Microsoft.Extensions.Logging;
using LambdaLevel = Amazon.Lambda.Core.LogLevel;
using LogLevel = Microsoft.Extensions.Logging.LogLevel;

namespace Egress.Caller;

/// <summary>Passes log lines to Lambda's own log with their placeholders: its JSON format has each value as a member.</summary>
internal sealed class LambdaLog : ILogger<EgressHandler>
{
    private const string TemplateName = "{OriginalFormat}";

    private bool _isMuted;

    /// <summary>Until the returned object is disposed of: a warm-up is no request of anybody's.</summary>
    public IDisposable Mute()
    {
        _isMuted = true;
        return new Muted(this);
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel is >= LogLevel.Information and < LogLevel.None && !_isMuted;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!IsEnabled(logLevel))
        {
            return;
        }

        var values = state as IReadOnlyList<KeyValuePair<string, object?>> ?? [];
        var template = values.FirstOrDefault(value => value.Key == TemplateName).Value as string ?? formatter(state, exception);
        var arguments = values.Where(value => value.Key != TemplateName).Select(value => value.Value!).ToArray();
        var level = (LambdaLevel)(int)logLevel; // the same six levels, 0 to 5, in both packages
        if (exception is null)
        {
            LambdaLogger.Log(level, template, arguments);
            return;
        }

        LambdaLogger.Log(level, exception, template, arguments);
    }

    private sealed class Muted(LambdaLog log) : IDisposable
    {
        public void Dispose() => log._isMuted = false;
    }
}
