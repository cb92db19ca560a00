using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Egress.Emulator.Gateway;

/// <summary>A listener as one VPC endpoint has it: HTTP/1.1 only, and which endpoint a request came through is a property of its connection.</summary>
internal static class GatewayListener
{
    /// <summary>Plain where <paramref name="certificate"/> is null; <paramref name="endpoint"/> null stands for the public front of REGIONAL and EDGE APIs.</summary>
    public static void Configure(ListenOptions listener, VpcEndpoint? endpoint, X509Certificate2? certificate, GatewaySwitches switches)
    {
        listener.Protocols = HttpProtocols.Http1; // HTTP/2 is forced down. [doc: Private REST APIs]
        listener.Use(next => connection =>
        {
            connection.Features.Set(new ConnectionUse());
            if (endpoint is not null)
            {
                connection.Features.Set(endpoint);
            }

            return next(connection);
        });
        if (certificate is not null)
        {
            listener.UseHttps(https =>
            {
                https.ServerCertificate = certificate;
                https.SslProtocols = switches.TlsVersions;
                https.OnAuthenticate = (_, tls) => tls.ApplicationProtocols = null; // the gateway selects no ALPN protocol. [capture: private API, 2020]
            });
        }

        listener.Use(CountInput);
    }

    private static ConnectionDelegate CountInput(ConnectionDelegate next) => async connection =>
    {
        var transport = connection.Transport;
        var input = new CountedInput(transport.Input);
        connection.Features.Set(input);
        connection.Transport = new CountedTransport(input, transport.Output);
        try
        {
            await next(connection);
        }
        finally
        {
            connection.Transport = transport;
        }
    };
}
