using System.Net;
using System.Net.Sockets;
using System.Text;
using Egress.Emulator.Gateway;
using Egress.Emulator.Gateway.Upstream;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Egress.Emulator.Tests.Gateway.Bench;

/// <summary>The data plane on a real Kestrel, one listener, one API, one stage; talked to over a raw socket.</summary>
internal sealed class GatewayBench : IAsyncDisposable
{
    public const string ApiId = "a1b2c3d4e5";
    public const string Host = ApiId + ".execute-api.us-east-1.amazonaws.com";
    public const string UpstreamHost = "upstream.example";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly WebApplication _app;
    private readonly UpstreamClient _upstream;

    private GatewayBench(WebApplication app, UpstreamClient upstream, AccessLines log) => (_app, _upstream, Log) = (app, upstream, log);

    public AccessLines Log { get; }

    public int Port => new Uri(_app.Urls.Single()).Port;

    public static async Task<GatewayBench> StartAsync(BenchSetup setup)
    {
        var log = new AccessLines();
        var client = new UpstreamClient(new UpstreamDialer(setup.ConnectTo, setup.UpstreamRoots));
        var nodes = new GatewayNodes(1, TimeSpan.Zero, setup.Time, new Random(1));
        nodes.Settle(_ => GrantTable.Of(setup.Grants, setup.Stages));
        var services = new GatewayServices
        {
            FindApi = setup.Store is { } store ? store.FindApi : id => id == setup.Api.Id ? setup.Api : null,
            HasVpcLink = id => setup.VpcLinks.Contains(id),
            Nodes = setup.Store?.Nodes ?? nodes,
            Usage = setup.Store?.Usage ?? new UsageLedger(setup.Time) { RollsWindows = setup.Switches.RollsQuotaWindow, OffsetsByDays = setup.Switches.OffsetsQuotaByDays },
            Upstream = client.SendAsync,
            Time = setup.Time,
            Loggers = log.Factory,
            Switches = setup.Switches,
            Draw = setup.Draw,
            Region = setup.Region,
            AccountId = setup.AccountId,
        };

        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            KestrelLimits.Apply(kestrel, setup.Switches);
            kestrel.Listen(IPAddress.Loopback, 0, listener => GatewayListener.Configure(listener, setup.Endpoint, setup.Certificate, setup.Switches));
        });
        var app = builder.Build();
        app.Run(GatewayPipeline.Build(services));
        await app.StartAsync();
        return new GatewayBench(app, client, log);
    }

    /// <summary>One call over a connection of its own.</summary>
    public async Task<RawAnswer> SendAsync(string request, byte[]? body = null) => (await SendAllAsync(Encoding.Latin1.GetBytes(request), body ?? []))
        ?? throw new IOException("The gateway closed the connection without an answer.");

    /// <summary>GET with the headers that every call needs, and more.</summary>
    public Task<RawAnswer> GetAsync(string target, params string[] headers) => SendAsync(Head("GET", target, headers));

    public Task<RawAnswer> PostAsync(string target, byte[] body, params string[] headers) =>
        SendAsync(Head("POST", target, [$"Content-Length: {body.Length}", .. headers]), body);

    /// <summary>Sends bytes over one connection and reads answers until the gateway closes it.</summary>
    public async Task<IReadOnlyList<RawAnswer>> ConverseAsync(byte[] bytes)
    {
        using var client = await ConnectAsync();
        var reader = new RawReader(client.GetStream());
        var sending = client.GetStream().WriteAsync(bytes, TestContext.Current.CancellationToken).AsTask();
        var answers = new List<RawAnswer>();
        while (await reader.ReadAsync(hasBody: true, TestContext.Current.CancellationToken) is { } answer)
        {
            answers.Add(answer);
        }

        await sending.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default); // a gateway that has refused stops reading
        return answers;
    }

    public static string Head(string method, string target, params string[] headers) =>
        $"{method} {target} HTTP/1.1\r\n" + string.Concat(new[] { $"Host: {Host}" }.Where(_ => !headers.Any(header => header.StartsWith("Host:", StringComparison.OrdinalIgnoreCase))).Concat(headers).Select(header => header + "\r\n")) + "\r\n";

    public async Task<TcpClient> ConnectAsync()
    {
        var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, Port);
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(Patience); // a connection that a failed test left open is cut
        await _app.DisposeAsync();
        _upstream.Dispose();
    }

    private async Task<RawAnswer?> SendAllAsync(byte[] head, byte[] body)
    {
        using var client = await ConnectAsync();
        var stream = client.GetStream();
        await stream.WriteAsync(head);
        try
        {
            await stream.WriteAsync(body);
        }
        catch (IOException)
        {
            // a gateway that has already answered may stop reading
        }

        var reader = new RawReader(stream);
        var hasBody = !Encoding.Latin1.GetString(head).StartsWith("HEAD ", StringComparison.Ordinal);
        var answer = await reader.ReadAsync(hasBody, TestContext.Current.CancellationToken);
        return answer?.StatusCode == 100 ? await reader.ReadAsync(hasBody, TestContext.Current.CancellationToken) : answer;
    }
}
