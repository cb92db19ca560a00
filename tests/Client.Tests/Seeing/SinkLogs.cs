using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Egress.Client.Tests.Seeing;

/// <summary>Keeps each line of each logger, scopes included.</summary>
internal sealed class SinkLogs(ConcurrentQueue<string> sink) : ILoggerProvider, ILogger
{
    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull
    {
        sink.Enqueue($"{state}");
        return null;
    }

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        sink.Enqueue($"{logLevel}: {formatter(state, exception)} {exception}");

    public void Dispose()
    {
    }
}
