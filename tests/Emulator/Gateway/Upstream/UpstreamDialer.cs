using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace Egress.Emulator.Gateway.Upstream;

/// <summary>
/// Opens connections to upstreams. <c>--connect-to</c> sends a host's traffic elsewhere, its name in Host and SNI kept; without
/// it only public addresses are reached, as from the real gateway.
/// </summary>
internal sealed class UpstreamDialer(IReadOnlyDictionary<string, Uri> connectTo, X509Certificate2Collection additionalRoots, Func<string, CancellationToken, Task<IPAddress[]>> resolve)
{
    public UpstreamDialer(IReadOnlyDictionary<string, Uri> connectTo, X509Certificate2Collection additionalRoots)
        : this(connectTo, additionalRoots, Dns.GetHostAddressesAsync)
    {
    }

    public async Task<UpstreamConnection> ConnectAsync(UpstreamOrigin origin, CancellationToken cancellationToken)
    {
        var instead = connectTo.GetValueOrDefault(origin.Host.ToLowerInvariant());
        var addresses = await ResolveAsync(instead?.Host ?? origin.Host, cancellationToken);
        if (instead is null && !addresses.All(PublicAddress.Is))
        {
            throw new UpstreamException(
                UpstreamFailure.AddressNotPublic,
                $"{origin.Host} resolves to {string.Join(", ", addresses.Select(address => address.ToString()))}, not only to public addresses. A local upstream needs --connect-to {origin.Host}=http://127.0.0.1:PORT.");
        }

        var socket = await ConnectSocketAsync(addresses, instead?.Port ?? origin.Port, cancellationToken);
        try
        {
            var isTls = (instead?.Scheme ?? origin.Scheme) == Uri.UriSchemeHttps;
            Stream stream = new NetworkStream(socket, ownsSocket: true);
            return new UpstreamConnection(socket, isTls ? await SecureAsync(stream, origin.Host, cancellationToken) : stream);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private async Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken)
    {
        try
        {
            return await resolve(host, cancellationToken);
        }
        catch (Exception failure) when (failure is SocketException or ArgumentException) // the latter: longer than a name can be
        {
            throw new UpstreamException(UpstreamFailure.NameNotResolved, $"{host} does not resolve: {failure.Message}", failure);
        }
    }

    private static async Task<Socket> ConnectSocketAsync(IPAddress[] addresses, int port, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, port, cancellationToken);
            return socket;
        }
        catch (SocketException failure)
        {
            socket.Dispose();
            throw new UpstreamException(UpstreamFailure.NotConnected, $"No connection to {string.Join(", ", addresses.Select(address => address.ToString()))}, port {port}: {failure.Message}", failure);
        }
        catch (OperationCanceledException)
        {
            socket.Dispose();
            throw;
        }
    }

    private async Task<Stream> SecureAsync(Stream stream, string host, CancellationToken cancellationToken)
    {
        var tls = new SslStream(stream);
        try
        {
            await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = host, RemoteCertificateValidationCallback = IsTrusted }, cancellationToken);
            return tls;
        }
        catch (AuthenticationException failure)
        {
            await tls.DisposeAsync();
            throw new UpstreamException(UpstreamFailure.CertificateRefused, $"TLS with {host} failed: {failure.Message}", failure);
        }
        catch (IOException failure)
        {
            await tls.DisposeAsync();
            throw new UpstreamException(UpstreamFailure.CutBeforeHead, $"TLS with {host} was cut short: {failure.Message}", failure);
        }
    }

    // The system's trust, and beside it the roots that the developer named; names and dates are checked in either case.
    private bool IsTrusted(object sender, X509Certificate? certificate, X509Chain? systemChain, SslPolicyErrors errors)
    {
        if (errors != SslPolicyErrors.RemoteCertificateChainErrors || additionalRoots.Count == 0 || certificate is not X509Certificate2 leaf)
        {
            return errors == SslPolicyErrors.None;
        }

        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(additionalRoots);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.ExtraStore.AddRange(systemChain?.ChainElements.Select(element => element.Certificate).ToArray() ?? []);
        return chain.Build(leaf);
    }
}
