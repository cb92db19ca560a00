using Egress.Emulator.Gateway;
using Egress.Emulator.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging.Abstractions;

namespace Egress.Benchmarks;

/// <summary>An HTTPS server that answers every request with the same kilobyte, over connections that it keeps.</summary>
internal sealed class AnsweringGateway : IAsyncDisposable
{
    private readonly CertificateAuthority _authority = new(TimeProvider.System, "us-east-1");
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("egress-bench-");
    private readonly byte[] _body = new byte[1024];
    private LoopbackServer _server = null!;

    public Uri Address { get; private set; } = null!;
    public string CaBundle => Path.Combine(_folder.FullName, "ca.pem");

    public static async Task<AnsweringGateway> StartAsync(CancellationToken cancellationToken)
    {
        var gateway = new AnsweringGateway();
        await File.WriteAllTextAsync(gateway.CaBundle, gateway._authority.BundlePem, cancellationToken);
        ListenOptions listener = null!;
        gateway._server = await LoopbackServer.StartAsync(
            app => app.Run(gateway.AnswerAsync),
            kestrel => listener = LoopbackServer.Listen(
                kestrel, port: 0, Path.Combine(gateway._folder.FullName, "gateway"), options => options.UseHttps(gateway._authority.ServerCertificate)),
            NullLoggerFactory.Instance,
            cancellationToken);
        gateway.Address = new Uri($"https://127.0.0.1:{listener.IPEndPoint!.Port}");
        return gateway;
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _authority.Dispose();
        _folder.Delete(recursive: true);
    }

    private async Task AnswerAsync(HttpContext context)
    {
        context.Response.ContentLength = _body.Length;
        await context.Response.Body.WriteAsync(_body, context.RequestAborted);
    }
}
