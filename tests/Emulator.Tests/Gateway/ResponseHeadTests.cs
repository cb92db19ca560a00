using System.Globalization;
using System.Text;
using Egress.Emulator.Gateway;
using Egress.Emulator.Tests.Gateway.Bench;
using Egress.Testing;
using Xunit;

namespace Egress.Emulator.Tests.Gateway;

public sealed class ResponseHeadTests
{
    [Theory]
    [InlineData("nothing said", "", "keep-alive", false)]
    [InlineData("kept", "Connection: keep-alive\r\n", "keep-alive", false)]
    [InlineData("closed", "Connection: close\r\n", "close", true)]
    [InlineData("in another case", "connection: Close\r\n", "close", true)]
    [InlineData("among others", "Connection: x-hop , CLOSE\r\n", "close", true)]
    [InlineData("on a line of its own", "Connection: x-hop\r\nConnection: close\r\n", "close", true)]
    [InlineData("only part of a name", "Connection: x-close, closed\r\n", "keep-alive", false)]
    public async Task Close_is_honoured_and_echoed(string because, string header, string expected, bool closes)
    {
        await using var gateway = await GatewayBench.StartAsync(new BenchSetup().With(BenchSetup.Mock()));
        using var client = await gateway.ConnectAsync();
        var reader = new RawReader(client.GetStream());
        var request = Encoding.ASCII.GetBytes($"GET /test/x HTTP/1.1\r\nHost: {GatewayBench.Host}\r\n{header}\r\n");

        await client.GetStream().WriteAsync(request, TestContext.Current.CancellationToken);
        var answer = await reader.ReadAsync(hasBody: true, TestContext.Current.CancellationToken);

        Assert.True(answer!.Header("Connection") == expected, because);
        if (closes)
        {
            Assert.Null(await reader.ReadAsync(hasBody: true, TestContext.Current.CancellationToken));
        }
        else
        {
            await client.GetStream().WriteAsync(request, TestContext.Current.CancellationToken);
            Assert.NotNull(await reader.ReadAsync(hasBody: true, TestContext.Current.CancellationToken));
        }
    }

    [Theory]
    [InlineData(false, null)]
    [InlineData(true, "Server")]
    public async Task A_Server_header_is_a_switch(bool sends, string? expected)
    {
        await using var gateway = await GatewayBench.StartAsync(new BenchSetup { Switches = new GatewaySwitches { SendsServerHeader = sends } }.With(BenchSetup.Mock()));

        Assert.Equal(expected, (await gateway.GetAsync("/test/x")).Header("Server"));
        Assert.Equal(expected, (await gateway.GetAsync("/other/x")).Header("Server"));
    }

    [Fact]
    public async Task By_switch_a_connection_serves_so_many_requests_and_no_more()
    {
        await using var gateway = await GatewayBench.StartAsync(new BenchSetup { Switches = new GatewaySwitches { RequestsPerConnection = 2 } }.With(BenchSetup.Mock()));
        using var client = await gateway.ConnectAsync();
        var reader = new RawReader(client.GetStream());

        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(GatewayBench.Head("GET", "/test/x"), 3))), TestContext.Current.CancellationToken);

        Assert.Equal("keep-alive", (await reader.ReadAsync(hasBody: true, TestContext.Current.CancellationToken))!.Header("Connection"));
        Assert.Equal("close", (await reader.ReadAsync(hasBody: true, TestContext.Current.CancellationToken))!.Header("Connection"));
        Assert.Null(await reader.ReadAsync(hasBody: true, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_refusal_with_ids_counts_as_one_request_of_its_connection()
    {
        await using var gateway = await GatewayBench.StartAsync(new BenchSetup { Switches = new GatewaySwitches { RequestsPerConnection = 2 } }.With(BenchSetup.Mock()));

        var refused = GatewayBench.Head("GET", "/test/x?%");
        var answers = await gateway.ConverseAsync(Encoding.ASCII.GetBytes(refused + refused + GatewayBench.Head("GET", "/test/x?%", "Connection: close")));

        Assert.Equal("400 keep-alive, 400 close", string.Join(", ", answers.Select(answer => $"{answer.StatusCode} {answer.Header("Connection")}")));
    }

    [Fact]
    public async Task Every_answer_has_ids_of_its_own_and_the_gateway_s_date()
    {
        var time = new ManualTimeProvider(new DateTimeOffset(2026, 3, 31, 23, 0, 0, TimeSpan.Zero));
        await using var upstream = SocketUpstream.Answering("HTTP/1.1 200 OK\r\nx-amzn-RequestId: up\r\nDate: then\r\nContent-Length: 0\r\n\r\n");
        await using var gateway = await GatewayBench.StartAsync(BenchSetup.To(upstream) with { Time = time });

        var first = await gateway.GetAsync("/test/x");
        var second = await gateway.GetAsync("/test/x");

        Assert.NotEqual(first.Header("x-amzn-RequestId"), second.Header("x-amzn-RequestId"));
        Assert.NotEqual(first.Header("x-amz-apigw-id"), second.Header("x-amz-apigw-id"));
        Assert.Equal(time.GetUtcNow().ToString("R", CultureInfo.InvariantCulture), first.Header("Date"));
        Assert.Equal("up", first.Header("x-amzn-Remapped-x-amzn-RequestId"));
        Assert.Equal("then", first.Header("x-amzn-Remapped-Date"));
    }
}
