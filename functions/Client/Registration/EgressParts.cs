using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Amazon.SecretsManager;
using Egress.Client.Addressing;
using Egress.Client.Connections;
using Egress.Client.Keys;
using Egress.Client.Seeing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Egress.Client.Registration;

/// <summary>Makes the handlers of a container's clients. All clients of one secret share one key source, and so one cache and one fetch.</summary>
internal sealed class EgressParts(IServiceProvider services, IOptionsMonitor<EgressOptions> options, IMeterFactory meters, ILoggerFactory loggers, TimeProvider time) : IDisposable
{
    private readonly ConcurrentDictionary<string, Lazy<EgressKeySource>> _sources = [];
    private readonly Meter _meter = meters.Create(KeyMeter.Name);

    public OfClient Of(string name) => new(this, options.Get(name));

    public void Dispose()
    {
        foreach (var source in _sources.Values.Where(source => source.IsValueCreated))
        {
            source.Value.Dispose();
        }
    }

    private EgressKeySource SourceOf(EgressOptions client) =>
        _sources.GetOrAdd(client.SecretId ?? "", _ => new Lazy<EgressKeySource>(() => EgressKeySource.FromSecretsManager(client, ClientFactory(), time, _meter))).Value;

    /// <summary>The application's own AWS client, if it has registered one.</summary>
    private Func<IAmazonSecretsManager>? ClientFactory() =>
        services.GetService<IAmazonSecretsManager>() is { } registered ? () => registered : null;

    /// <summary>The parts of one named client.</summary>
    internal readonly struct OfClient(EgressParts parts, EgressOptions client)
    {
        public ApiKeyHandler ApiKeyHandler(EgressKeySource? keys) =>
            new(keys ?? parts.SourceOf(client), new RequestObserver(client.Consumer, parts.Logger, parts._meter, parts.Time));

        public GatewayAddressHandler GatewayAddressHandler() => new(client, GatewayWarnings.Of(client, parts.Logger));

        public FreshConnectionHandler Connections() => new(client);
    }

    private ILogger Logger => loggers.CreateLogger(KeyMeter.Name);

    private TimeProvider Time => time;
}
