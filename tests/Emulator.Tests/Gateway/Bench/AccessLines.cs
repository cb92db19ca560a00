using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Egress.Emulator.Tests.Gateway.Bench;

/// <summary>Keeps what the gateway logs, by the last part of its category. A line may come after the answer that it is about.</summary>
internal sealed class AccessLines : ILoggerProvider
{
    private readonly ConcurrentDictionary<string, Channel<string>> _lines = new();

    public AccessLines() => Factory = LoggerFactory.Create(logging => logging.AddProvider(this));

    public ILoggerFactory Factory { get; }

    /// <summary>The next line that was not asked for yet.</summary>
    public ValueTask<string> NextAsync(string category) => Of(category).Reader.ReadAsync(TestContext.Current.CancellationToken);

    public ILogger CreateLogger(string categoryName) => new Category(Of(categoryName.Split('.')[^1]));

    public void Dispose()
    {
    }

    private Channel<string> Of(string category) => _lines.GetOrAdd(category, _ => Channel.CreateUnbounded<string>());

    private sealed class Category(Channel<string> lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Writer.TryWrite(formatter(state, exception));
    }
}
