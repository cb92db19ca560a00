using System.Diagnostics.Metrics;
using Egress.Client.Addressing;
using Egress.Client.Connections;
using Egress.Client.Keys;
using Egress.Client.Registration;
using Egress.Client.Seeing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Egress.Client;

/// <summary>Sends a named client's requests through the gateway.</summary>
public static class EgressClientBuilderExtensions
{
    /// <summary>
    /// Sends the client's requests through the gateway. The application keeps its own absolute URIs.
    /// The options are read once, when the host starts or the client is first made: a later change needs a new process.
    /// What is added first is outermost: add handlers that retry, authenticate or log before this one. A handler added after it sees the gateway's URL and the key.
    /// </summary>
    /// <param name="builder">The client's builder.</param>
    /// <param name="configure">Changes for this client what the configuration section <c>Egress</c> says.</param>
    /// <param name="keys">Another source of keys than the secret that the options name. It stays yours to dispose of.</param>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">At the host's start or the client's first use: the options are invalid; the message says which, and what was expected.</exception>
    public static IHttpClientBuilder AddEgress(this IHttpClientBuilder builder, Action<EgressOptions>? configure = null, EgressKeySource? keys = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddEgressOptions(builder.Name, configure, needsSecret: keys is null).AddEgressParts();
        return builder
            .AddHttpMessageHandler(services => services.Egress(builder.Name).ApiKeyHandler(keys)) // attaches the key; a rejected one is renewed, and the request sent once more
            .AddHttpMessageHandler(services => services.Egress(builder.Name).GatewayAddressHandler()) // absolute upstream URI to gateway URI; the answer as the upstream gave it, or a typed error
            .ConfigurePrimaryHttpMessageHandler(services => services.Egress(builder.Name).Connections()) // HTTP/1.1 over pooled connections; a dead one is replaced once
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan) // the connections know themselves when they are too old
            .RedactEgressHeaders();
    }

    /// <summary>The same list for <see cref="EgressHandler"/>.</summary>
    internal static HttpMessageHandler Chain(EgressOptions options, EgressKeySource keys, Meter meter, ILogger logger) =>
        new ApiKeyHandler(keys, new RequestObserver(options.Consumer, logger, meter, TimeProvider.System))
        {
            InnerHandler = new GatewayAddressHandler(options, GatewayWarnings.Of(options, logger))
            {
                InnerHandler = new FreshConnectionHandler(options),
            },
        };
}
