using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using Egress.Client.Connections;
using Egress.Emulator;
using Egress.Emulator.Gateway;
using Egress.Testing;
using Egress.Testing.Wire;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Egress.Client.Tests.Sdk;

/// <summary>template.yaml in the emulator, over HTTPS with its own certificate authority, and one upstream on loopback that plays every host.</summary>
public sealed class EmulatedGateway : IAsyncLifetime
{
    private RunningEmulator _emulator = null!;
    private ServiceProvider _services = null!;
    private WireServer _upstream = null!;

    public FakeOpenAi OpenAi { get; } = new();

    public IReadOnlyList<SeenRequest> Seen => _upstream.Requests;

    public string Key => (string)JsonNode.Parse(_emulator.Secrets.Read(_emulator.Function("CallerFunction").Environment["Egress__SecretId"], "AWSCURRENT")!)!["apiKey"]!;

    public HttpClient Client() => _services.GetRequiredService<IHttpClientFactory>().CreateClient("sdk");

    internal void SetQuota(string host, QuotaLimit quota)
    {
        var stage = host.Replace('.', '_');
        var plan = _emulator.Apis.Plans.Single(plan => plan.ApiStages.Any(opened => opened.StageName == stage));
        _emulator.Apis.UpdateUsagePlan(plan.Id, present => present with { Quota = quota });
    }

    public async ValueTask InitializeAsync()
    {
        _upstream = new WireServer(OpenAi.ReplyTo);
        var address = new Uri($"http://{_upstream.Authority}");
        var options = new EmulatorOptions
        {
            TemplateFile = Repository.PathOf("template.yaml"),
            ControlPort = 0,
            RunsFunctions = false,
            ConnectTo = new Dictionary<string, Uri> { ["api.openai.com"] = address, ["api.anthropic.com"] = address },
            ParameterOverrides = new Dictionary<string, string> { ["Upstreams"] = "openai,anthropic" },
        };
        _emulator = await RunningEmulator.StartAsync(options, TimeProvider.System, NullLoggerFactory.Instance, CancellationToken.None);
        _services = Services().BuildServiceProvider();
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _emulator.DisposeAsync();
        await _upstream.DisposeAsync();
    }

    private ServiceCollection Services()
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(Settings()).Build());
        var keys = EgressKeySource.FromValue(Key);
        services.AddHttpClient("sdk").AddEgress(keys: keys).ConfigurePrimaryHttpMessageHandler(() => new FreshConnectionHandler(Trusting(isPooled: true), Trusting(isPooled: false)));
        return services;
    }

    /// <summary>What the template gives CallerFunction, with the listener's address in place of the gateway's name.</summary>
    private IEnumerable<KeyValuePair<string, string?>> Settings() => _emulator.Function("CallerFunction").Environment
        .Select(variable => new KeyValuePair<string, string?>(variable.Key.Replace("__", ":", StringComparison.Ordinal), variable.Value))
        .Where(setting => setting.Key != "Egress:GatewayUrl")
        .Append(new("Egress:GatewayUrl", _emulator.Endpoints[0].Https!.GetLeftPart(UriPartial.Authority)));

    private SocketsHttpHandler Trusting(bool isPooled)
    {
        var handler = GatewayConnections.Create(new EgressOptions(), isPooled);
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.ImportFromPemFile(_emulator.CaBundle);
        handler.SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = policy };
        return handler;
    }
}
