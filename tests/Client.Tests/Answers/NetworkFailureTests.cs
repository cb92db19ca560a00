using System.Net;
using System.Net.Sockets;
using Egress.Testing.Wire;

namespace Egress.Client.Tests.Answers;

public sealed class NetworkFailureTests
{
    [Fact]
    public async Task A_gateway_that_accepts_no_connection_is_unreachable()
    {
        string url;
        using (var port = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp))
        {
            port.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            url = $"http://{port.LocalEndPoint}";
        }

        var failure = await FailureAsync(url);

        Assert.Equal((EgressReason.GatewayUnreachable, true), (failure.Reason, failure.CanRetryHelp));
        Assert.Contains("security group", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task C98_a_gateway_at_a_public_address_names_the_address_and_private_dns()
    {
        var failure = await FailureAsync("https://192.0.2.1", TimeSpan.FromMilliseconds(500));

        Assert.Equal((EgressReason.GatewayUnreachable, false), (failure.Reason, failure.CanRetryHelp));
        Assert.Contains("192.0.2.1, a public address", failure.Message, StringComparison.Ordinal);
        Assert.Contains("private DNS", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task C85_a_gateway_that_does_not_finish_the_handshake_is_unreachable_and_not_the_callers_timeout()
    {
        await using var silent = new TlsServer([]);

        var failure = await FailureAsync(silent.Url, TimeSpan.FromMilliseconds(300));

        Assert.Equal(EgressReason.GatewayUnreachable, failure.Reason);
        Assert.Contains("Egress:ConnectTimeout", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task C98_a_name_that_does_not_resolve_names_private_dns()
    {
        var failure = await FailureAsync("https://abcde12345.execute-api.us-east-1.invalid");

        Assert.Equal(EgressReason.GatewayUnreachable, failure.Reason);
        Assert.Contains("private DNS", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_gateway_that_does_not_speak_tls_is_not_trusted()
    {
        await using var plain = new WireServer(_ => Replies.Reset());

        var failure = await FailureAsync($"https://{plain.Authority}");

        Assert.True(failure.Reason is EgressReason.GatewayCertificate or EgressReason.ConnectionLost, failure.Reason.ToString());
    }

    private static async Task<EgressException> FailureAsync(string gatewayUrl, TimeSpan? connectTimeout = null)
    {
        var options = new EgressOptions { GatewayUrl = gatewayUrl, ApiId = FakeGateway.ApiId, Mark = FakeGateway.Mark, ConnectTimeout = connectTimeout ?? TimeSpan.FromMinutes(1) };
        using var client = new HttpClient(new EgressHandler(options, EgressKeySource.FromValue(Given.Key)));
        return await Assert.ThrowsAsync<EgressException>(() => client.GetAsync("https://api.openai.com/", Given.Cancellation));
    }
}
