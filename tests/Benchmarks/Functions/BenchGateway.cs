using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Egress.Benchmarks.Functions;

/// <summary>The gateway that all variants call, over TLS with kept connections and a check of the key; beside it, over HTTP, Secrets Manager and an upstream for the emulator and nginx.</summary>
internal sealed class BenchGateway : IAsyncDisposable
{
    public const string Key = "BenchKey0123456789abcdefghijklmnopqrstuvwxyz";
    public const string Marker = "egress-bench-marker";
    public const int LargeBytes = 5 * 1024 * 1024;
    public const long HugeBytes = 100L * 1024 * 1024;

    private static readonly byte[] Small = System.Text.Encoding.UTF8.GetBytes($$"""{"marker":"{{Marker}}","text":"{{new string('t', 960)}}"}""");
    private static readonly byte[] Large = System.Text.Encoding.UTF8.GetBytes(Marker + new string('b', LargeBytes - Marker.Length));
    private static readonly byte[] Piece = new byte[64 * 1024];
    private static readonly string Secret = new JsonObject
    {
        ["ARN"] = "arn:aws:secretsmanager:us-east-1:123456789012:secret:bench",
        ["Name"] = "bench",
        ["VersionId"] = "00000000-0000-0000-0000-000000000001",
        ["SecretString"] = new JsonObject { ["schema"] = 1, ["consumer"] = "bench", ["apiKey"] = Key }.ToJsonString(),
        ["VersionStages"] = new JsonArray("AWSCURRENT"),
    }.ToJsonString();

    private readonly WebApplication _server;

    private BenchGateway(WebApplication server)
    {
        _server = server;
        var addresses = server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        Url = addresses.Single(address => address.StartsWith("https", StringComparison.Ordinal));
        PlainUrl = addresses.Single(address => !address.StartsWith("https", StringComparison.Ordinal));
    }

    public string Url { get; }
    public string PlainUrl { get; }

    public static async Task<BenchGateway> StartAsync(Pki pki)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0, options => options.Protocols = HttpProtocols.Http1);
            kestrel.Listen(IPAddress.Loopback, 0, options =>
            {
                options.Protocols = HttpProtocols.Http1;
                options.UseHttps(pki.Leaf, https => https.ServerCertificateChain = pki.Chain);
            });
        });
        var server = builder.Build();
        server.Run(AnswerAsync);
        await server.StartAsync();
        return new BenchGateway(server);
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private static Task AnswerAsync(HttpContext context) => context.Request switch
    {
        { IsHttps: true } request when request.Headers["x-api-key"] != Key => RefuseAsync(context),
        { Path.Value: "/warm-up_invalid/warm-up" } => RefuseAsync(context),
        { IsHttps: false, Method: "POST", Path.Value: "/" } => WriteAsync(context, System.Text.Encoding.UTF8.GetBytes(Secret), "application/x-amz-json-1.1"),
        { Path.Value: var path } when path!.EndsWith("/huge", StringComparison.Ordinal) => PourAsync(context),
        { Path.Value: var path } when path!.EndsWith("/large", StringComparison.Ordinal) => WriteAsync(context, Large, "text/plain"),
        _ => WriteAsync(context, Small, "application/json"),
    };

    /// <summary>Byte for byte what the real one says to a key or a stage that it does not know.</summary>
    private static Task RefuseAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        context.Response.Headers["x-amzn-RequestId"] = "2c7ec7f2-1d0c-4b8e-9d0f-6a4f0c4f8a11";
        context.Response.Headers["x-amzn-ErrorType"] = "ForbiddenException";
        return WriteAsync(context, """{"message":"Forbidden"}"""u8.ToArray(), "application/json");
    }

    private static async Task WriteAsync(HttpContext context, byte[] body, string type)
    {
        context.Response.ContentType = type;
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body);
    }

    private static async Task PourAsync(HttpContext context)
    {
        context.Response.ContentLength = HugeBytes;
        for (var left = HugeBytes; left > 0; left -= Piece.Length)
        {
            await context.Response.Body.WriteAsync(Piece);
        }
    }
}
