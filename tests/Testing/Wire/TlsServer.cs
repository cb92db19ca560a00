using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Egress.Testing.Wire;

/// <summary>A server on loopback that shows this certificate, or writes these bytes in place of a handshake, and answers whoever accepts it.</summary>
public sealed class TlsServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _serving;
    private int _requests;

    public TlsServer(X509Certificate2 certificate)
        : this(async (socket, stopping) =>
        {
            await using var tls = new SslStream(socket);
            await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = certificate }, stopping);
            var isRequest = await tls.ReadAsync(new byte[4096], stopping) > 0;
            await tls.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"u8.ToArray(), stopping);
            return isRequest;
        })
    {
    }

    public TlsServer(byte[] handshake)
        : this(async (socket, stopping) =>
        {
            await socket.WriteAsync(handshake, stopping);
            while (await socket.ReadAsync(new byte[4096], stopping) > 0)
            {
            }

            return false;
        })
    {
    }

    private TlsServer(Func<NetworkStream, CancellationToken, Task<bool>> serve)
    {
        _listener.Start();
        _serving = ServeAsync(serve);
    }

    public string Url => $"https://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    /// <summary>How many requests came in, each with a key.</summary>
    public int Requests => Volatile.Read(ref _requests);

    /// <summary>Nobody trusts it.</summary>
    public static X509Certificate2 SignedByItself()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256).CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1));
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener.Stop();
        await _serving;
        _stopping.Dispose();
    }

    private async Task ServeAsync(Func<NetworkStream, CancellationToken, Task<bool>> serve)
    {
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                await using var socket = new NetworkStream(await _listener.AcceptSocketAsync(_stopping.Token), ownsSocket: true);
                if (await serve(socket, _stopping.Token))
                {
                    Interlocked.Increment(ref _requests);
                }
            }
            catch (Exception ended) when (ended is IOException or OperationCanceledException or SocketException or System.Security.Authentication.AuthenticationException or ObjectDisposedException)
            {
                continue; // a client that refuses the certificate goes away
            }
        }
    }
}
