using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Egress.Emulator.Tests.Gateway.Bench;

/// <summary>Keeps what the gateway logs, by category.</summary>
internal sealed class AccessLines : ILoggerProvider
{
    private readonly ConcurrentQueue<(string Category, string Line)> _lines = new();

    public AccessLines() => Factory = LoggerFactory.Create(logging => logging.AddProvider(this));

    public ILoggerFactory Factory { get; }

    public IReadOnlyList<string> Of(string category) => [.. _lines.Where(line => line.Category.EndsWith(category, StringComparison.Ordinal)).Select(line => line.Line)];

    public ILogger CreateLogger(string categoryName) => new Category(categoryName, _lines);

    public void Dispose()
    {
    }

    private sealed class Category(string name, ConcurrentQueue<(string, string)> lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue((name, formatter(state, exception)));
    }
}
