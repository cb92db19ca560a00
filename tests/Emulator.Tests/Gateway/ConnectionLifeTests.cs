using System.Text;
using Egress.Emulator.Gateway;
using Egress.Emulator.Tests.Gateway.Bench;
using Xunit;

namespace Egress.Emulator.Tests.Gateway;

/// <summary>How long a connection without a call stays open. The server's own clock counts here, so each row takes some seconds.</summary>
public sealed class ConnectionLifeTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    [Theory(Timeout = 60_000)]
    [InlineData("310 seconds, the default", 310, true)]
    [InlineData("by switch shorter", 1, false)]
    [InlineData("or without end", null, true)]
    public async Task An_idle_connection_stays_open_for_a_while(string because, int? seconds, bool isOpen)
    {
        TimeSpan? close = seconds is { } some ? TimeSpan.FromSeconds(some) : null;
        await using var gateway = await GatewayBench.StartAsync(new BenchSetup { Switches = new GatewaySwitches { IdleClose = close } }.With(BenchSetup.Mock()));
        using var client = await gateway.ConnectAsync();
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(GatewayBench.Head("GET", "/test/x")), TestContext.Current.CancellationToken);
        var reader = new RawReader(client.GetStream());
        Assert.Equal(200, (await reader.ReadAsync(hasBody: true, TestContext.Current.CancellationToken))!.StatusCode);

        var end = client.GetStream().ReadAsync(new byte[1], TestContext.Current.CancellationToken).AsTask();
        var ended = await Task.WhenAny(end, Task.Delay(Patience, TimeProvider.System, TestContext.Current.CancellationToken)) == end;

        Assert.True(ended != isOpen, because);
    }
}
