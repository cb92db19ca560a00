using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Egress.Emulator.Tests.Gateway.Bench;

/// <summary>An upstream with TLS and a certificate of the test's choice, from an authority that the gateway trusts or not.</summary>
internal sealed class TlsUpstream : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _accepting;
    private readonly X509Certificate2 _certificate;
    private int _requests;

    public TlsUpstream(string name, DateTimeOffset notAfter)
    {
        using var rootKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var root = new CertificateRequest("CN=test root", rootKey, HashAlgorithmName.SHA256);
        root.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));
        var from = notAfter.AddYears(-2);
        Root = root.CreateSelfSigned(from, from.AddYears(10));

        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var leaf = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        leaf.CertificateExtensions.Add(names.Build());
        using var signed = leaf.Create(Root, from, notAfter, RandomNumberGenerator.GetBytes(8));
        using var withKey = signed.CopyWithPrivateKey(key);
        _certificate = X509CertificateLoader.LoadPkcs12(withKey.Export(X509ContentType.Pkcs12), null);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public X509Certificate2 Root { get; }

    public int Requests => _requests;

    /// <summary>The server name that the last client asked for.</summary>
    public string? ServerName { get; private set; }

    public BenchSetup Setup(bool isTrusted) => new()
    {
        ConnectTo = new Dictionary<string, Uri> { [GatewayBench.UpstreamHost] = new($"https://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}") },
        UpstreamRoots = isTrusted ? [Root] : [],
    };

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _accepting;
        _listener.Dispose();
        _stop.Dispose();
        _certificate.Dispose();
        Root.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                await ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token));
            }
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // stopped
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        await using (var tls = new SslStream(client.GetStream()))
        {
            try
            {
                await tls.AuthenticateAsServerAsync((_, hello, _, _) => new(Options(hello.ServerName)), null, _stop.Token);
                if (await new RawReader(tls).ReadAsync(hasBody: true, _stop.Token) is not null)
                {
                    Interlocked.Increment(ref _requests);
                    await tls.WriteAsync(Encoding.ASCII.GetBytes(SocketUpstream.Ok), _stop.Token);
                }
            }
            catch (Exception end) when (end is IOException or AuthenticationException)
            {
                // the gateway did not trust us
            }
        }
    }

    private SslServerAuthenticationOptions Options(string serverName)
    {
        ServerName = serverName;
        return new SslServerAuthenticationOptions { ServerCertificate = _certificate };
    }
}
