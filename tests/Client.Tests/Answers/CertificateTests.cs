using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Egress.Client.Connections;
using Egress.Testing.Wire;
using Microsoft.Extensions.DependencyInjection;

namespace Egress.Client.Tests.Answers;

/// <summary>Real handshakes. The client trusts the test's own authority and nothing else; how it checks is as it is delivered.</summary>
public sealed class CertificateTests : IDisposable
{
    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();

    private readonly X509Certificate2 _authority = Authority();

    [Theory]
    [InlineData("C-99: a good one, so that the others are refused for what they are", "127.0.0.1", -1, 10, true, null)]
    [InlineData("C-99: expired", "127.0.0.1", -10, -1, true, EgressReason.GatewayCertificate)]
    [InlineData("C-99: not yet valid", "127.0.0.1", 1, 10, true, EgressReason.GatewayCertificate)]
    [InlineData("C-99: another's name", "127.0.0.2", -1, 10, true, EgressReason.GatewayCertificate)]
    [InlineData("C-99: signed by itself", "127.0.0.1", -1, 10, false, EgressReason.GatewayCertificate)]
    public async Task Only_a_certificate_that_is_valid_and_the_gateways_gets_the_key(string because, string address, int fromDay, int toDay, bool isSigned, EgressReason? reason)
    {
        using var certificate = Leaf(address, Now.AddDays(fromDay), Now.AddDays(toDay), isSigned);
        await using var server = new TlsServer(certificate);

        var found = await ReasonAsync(server);

        Assert.True(found == reason, $"{because}: {found}");
        Assert.Equal(reason is null ? 1 : 0, server.Requests);
    }

    [Fact]
    public async Task C99_a_gateway_that_insists_on_tls_1_0_is_refused()
    {
        byte[] serverHello = [0x02, 0x00, 0x00, 0x26, 0x03, 0x01, .. RandomNumberGenerator.GetBytes(32), 0x00, 0x00, 0x2f, 0x00];
        await using var server = new TlsServer([0x16, 0x03, 0x01, 0x00, (byte)serverHello.Length, .. serverHello]);

        Assert.Equal(EgressReason.GatewayCertificate, await ReasonAsync(server));
    }

    [Fact]
    public void C99_nothing_accepts_a_certificate_in_the_systems_place()
    {
        using var connections = GatewayConnections.Create(new EgressOptions(), isPooled: true);

        Assert.Null(connections.SslOptions.RemoteCertificateValidationCallback);
        Assert.Equal(System.Security.Authentication.SslProtocols.None, connections.SslOptions.EnabledSslProtocols);
    }

    public void Dispose() => _authority.Dispose();

    private static X509Certificate2 Authority()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Test CA", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));
        return request.CreateSelfSigned(Now.AddDays(-30), Now.AddDays(30));
    }

    private X509Certificate2 Leaf(string address, DateTimeOffset from, DateTimeOffset to, bool isSigned)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=gateway", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Parse(address));
        request.CertificateExtensions.Add(names.Build());
        if (!isSigned)
        {
            return request.CreateSelfSigned(from, to);
        }

        using var signed = request.Create(_authority, from, to, RandomNumberGenerator.GetBytes(8));
        return signed.CopyWithPrivateKey(key);
    }

    private async Task<EgressReason?> ReasonAsync(TlsServer server)
    {
        var services = new ServiceCollection();
        services.AddHttpClient("x")
            .AddEgress(options => (options.GatewayUrl, options.ApiId, options.Mark) = (server.Url, "abcde12345", "mark-of-the-stack"), EgressKeySource.FromValue(Given.Key))
            .ConfigurePrimaryHttpMessageHandler(() => new FreshConnectionHandler(Trusting(isPooled: true), Trusting(isPooled: false)));
        await using var provider = services.BuildServiceProvider();
        try
        {
            using var response = await provider.GetRequiredService<IHttpClientFactory>().CreateClient("x").GetAsync("https://api.openai.com/", Given.Cancellation);
            return null;
        }
        catch (EgressException refusal)
        {
            return refusal.Reason;
        }
    }

    private SocketsHttpHandler Trusting(bool isPooled)
    {
        var handler = GatewayConnections.Create(new EgressOptions { ConnectTimeout = TimeSpan.FromMinutes(1) }, isPooled);
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.Add(_authority);
        handler.SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = policy };
        return handler;
    }
}
