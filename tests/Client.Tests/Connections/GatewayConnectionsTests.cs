using Egress.Client.Connections;

namespace Egress.Client.Tests.Connections;

/// <summary>What no short test can see at the wire: it would take minutes, another machine or another environment.</summary>
public sealed class GatewayConnectionsTests
{
    private static readonly TimeSpan GatewayIdleTimeout = TimeSpan.FromSeconds(310);

    private static readonly EgressOptions Options = new() { ConnectTimeout = TimeSpan.FromSeconds(7) };

    [Fact]
    public void A_pooled_connection_ends_before_the_gateway_ends_it()
    {
        using var connections = GatewayConnections.Create(Options, isPooled: true);

        Assert.InRange(connections.PooledConnectionIdleTimeout, TimeSpan.FromSeconds(60), GatewayIdleTimeout - TimeSpan.FromSeconds(10));
        Assert.InRange(connections.PooledConnectionLifetime, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(10));
        Assert.Equal(Options.ConnectTimeout, connections.ConnectTimeout);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void No_connection_goes_by_a_proxy_or_takes_along_what_is_not_the_requests_own(bool isPooled)
    {
        using var connections = GatewayConnections.Create(Options, isPooled);

        Assert.False(connections.UseProxy);
        Assert.False(connections.UseCookies);
        Assert.False(connections.AllowAutoRedirect);
        Assert.Null(connections.ActivityHeadersPropagator);
    }

    [Fact]
    public void A_connection_in_a_dead_ones_place_is_made_for_its_request()
    {
        using var connections = GatewayConnections.Create(Options, isPooled: false);

        Assert.Equal(TimeSpan.Zero, connections.PooledConnectionLifetime);
    }
}
