using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Egress.Emulator.Gateway;
using Egress.Emulator.Tests.Gateway.Bench;
using Xunit;

namespace Egress.Emulator.Tests.Gateway;

public sealed class GatewayListenerTests
{
    [Theory]
    [InlineData("1.2 by default", SslProtocols.Tls12, SslProtocols.Tls12, true)]
    [InlineData("not 1.3", SslProtocols.Tls12, SslProtocols.Tls13, false)]
    [InlineData("1.3 by switch", SslProtocols.Tls12 | SslProtocols.Tls13, SslProtocols.Tls13, true)]
    public async Task TLS_versions_are_a_switch(string because, SslProtocols served, SslProtocols asked, bool works)
    {
        using var authority = new CertificateAuthority(TimeProvider.System, "us-east-1");
        await using var gateway = await StartAsync(authority, served);

        var failure = await Record.ExceptionAsync(async () => await CallAsync(gateway, authority, GatewayBench.Host, asked));

        Assert.True(failure is null == works, $"{because}: {failure?.Message}");
    }

    [Fact]
    public async Task No_ALPN_protocol_is_selected_and_the_answer_is_HTTP_1_1()
    {
        using var authority = new CertificateAuthority(TimeProvider.System, "us-east-1");
        await using var gateway = await StartAsync(authority, SslProtocols.Tls12);

        var (answer, protocol) = await CallAsync(gateway, authority, GatewayBench.Host, SslProtocols.Tls12);

        Assert.Equal("HTTP/1.1 200 OK", answer);
        Assert.Equal(default, protocol);
    }

    [Theory]
    [InlineData("us-east-1", "a1b2c3d4e5.execute-api.us-east-1.amazonaws.com", true)]
    [InlineData("us-east-1", "a1b2c3d4e5-vpce-1.execute-api.us-east-1.amazonaws.com", true)]
    [InlineData("us-east-1", "vpce-1-ab.execute-api.us-east-1.vpce.amazonaws.com", true)]
    [InlineData("us-east-1", "localhost", true)]
    [InlineData("cn-north-1", "a1b2c3d4e5.execute-api.cn-north-1.amazonaws.com.cn", true)]
    [InlineData("us-east-1", "a1b2c3d4e5.execute-api.us-west-2.amazonaws.com", false)]
    [InlineData("us-east-1", "api.example.com", false)]
    public async Task The_certificate_has_AWS_s_names(string region, string name, bool isValid)
    {
        using var authority = new CertificateAuthority(TimeProvider.System, region);
        await using var gateway = await StartAsync(authority, SslProtocols.Tls12);

        var failure = await Record.ExceptionAsync(async () => await CallAsync(gateway, authority, name, SslProtocols.Tls12));

        Assert.True(failure is null == isValid, failure?.Message);
    }

    [Fact]
    public async Task Over_TLS_too_the_client_s_spelling_reaches_the_upstream()
    {
        using var authority = new CertificateAuthority(TimeProvider.System, "us-east-1");
        await using var upstream = SocketUpstream.Answering(SocketUpstream.Ok);
        await using var gateway = await GatewayBench.StartAsync(BenchSetup.To(upstream) with { Certificate = authority.ServerCertificate });

        await CallAsync(gateway, authority, GatewayBench.Host, SslProtocols.Tls12);

        Assert.Contains(upstream.Request.Headers, line => line is { Name: "aCCept", Value: "v" });
    }

    private static Task<GatewayBench> StartAsync(CertificateAuthority authority, SslProtocols versions) => GatewayBench.StartAsync(
        new BenchSetup { Certificate = authority.ServerCertificate, Switches = new GatewaySwitches { TlsVersions = versions } }.With(BenchSetup.Mock()));

    private static async Task<(string FirstLine, SslApplicationProtocol Protocol)> CallAsync(GatewayBench gateway, CertificateAuthority authority, string name, SslProtocols versions)
    {
        using var client = await gateway.ConnectAsync();
        await using var tls = new SslStream(client.GetStream());
        using var root = X509Certificate2.CreateFromPem(authority.BundlePem);
        await tls.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions
            {
                TargetHost = name,
                EnabledSslProtocols = versions,
                ApplicationProtocols = [SslApplicationProtocol.Http2, SslApplicationProtocol.Http11],
                CertificateChainPolicy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, CustomTrustStore = { root }, RevocationMode = X509RevocationMode.NoCheck },
            },
            TestContext.Current.CancellationToken);
        await tls.WriteAsync(Encoding.ASCII.GetBytes(GatewayBench.Head("GET", "/test/x", "aCCept: v")), TestContext.Current.CancellationToken);
        var answer = await new RawReader(tls).ReadAsync(hasBody: true, TestContext.Current.CancellationToken);
        return (answer!.FirstLine, tls.NegotiatedApplicationProtocol);
    }
}
