namespace Egress.Client.Connections;

/// <summary>How connections to the gateway are made: pooled or, after a pooled one turned out dead, each anew.</summary>
internal static class GatewayConnections
{
    /// <summary>Below the 310 s after which a REST API closes an idle connection, and the 350 s of PrivateLink. Whether its clock runs on while a sandbox is frozen is not known: see <see cref="FreshConnectionHandler"/>.</summary>
    private static readonly TimeSpan IdleTimeout = TimeSpan.FromMinutes(4);

    /// <summary>A change of the endpoint's addresses is seen after this time.</summary>
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    public static SocketsHttpHandler Create(EgressOptions options, bool isPooled) => new()
    {
        // A redirect followed here would take the key along: of all headers, only Authorization is dropped on the way.
        AllowAutoRedirect = false,

        // All upstreams share the gateway's host: one's cookies would go to the others.
        UseCookies = false,

        // The way out is the gateway; a proxy from the environment would be another.
        UseProxy = false,

        // Trace ids are the application's own affair, not an upstream's.
        ActivityHeadersPropagator = null,
        ConnectTimeout = options.ConnectTimeout,
        PooledConnectionIdleTimeout = IdleTimeout,
        PooledConnectionLifetime = isPooled ? Lifetime : TimeSpan.Zero,
    };
}
