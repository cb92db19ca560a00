using System.Diagnostics.Metrics;
using Egress.Client.Seeing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Egress.Client;

/// <summary>Sends requests through the gateway, for an <see cref="HttpClient"/> made without dependency injection: <c>new HttpClient(new EgressHandler(EgressOptions.FromEnvironment()))</c>.</summary>
public sealed class EgressHandler : DelegatingHandler
{
    private readonly EgressKeySource? _owned;
    private readonly Meter _meter = new(KeyMeter.Name);

    /// <summary>Takes the key from the secret that the options name.</summary>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">The options are invalid; the message says which, and what was expected.</exception>
    public EgressHandler(EgressOptions options, ILogger<EgressHandler>? logger = null)
        : this(options, EgressKeySource.FromSecretsManager(options), logger) => _owned = Keys;

    /// <summary>Takes the key from a source that it does not own: one source serves all handlers of a process.</summary>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">The options are invalid; the message says which, and what was expected.</exception>
    public EgressHandler(EgressOptions options, EgressKeySource keys, ILogger<EgressHandler>? logger = null)
    {
        EgressOptionsRules.ThrowIfInvalid(options);
        ArgumentNullException.ThrowIfNull(keys);
        Keys = keys;
        InnerHandler = EgressClientBuilderExtensions.Chain(options, keys, _meter, logger ?? (ILogger)NullLogger.Instance);
    }

    /// <summary>The source of the keys, for a warm-up before the first request.</summary>
    public EgressKeySource Keys { get; }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            _owned?.Dispose();
            _meter.Dispose();
        }
    }
}
