using System.Diagnostics.Metrics;
using Amazon.Runtime;
using Amazon.SecretsManager;
using Amazon.SecretsManager.Model;
using Egress.Emulator;
using Egress.Emulator.ControlPlane;
using Egress.Testing;
using Egress.Testing.Wire;
using Microsoft.Extensions.Logging.Abstractions;

namespace Egress.Client.Tests.Keys;

/// <summary>template.yaml in the emulator: ten nodes that learn of a key within two minutes each, and a secret whose readers are ten seconds late. All of it, and the clients, on time that the test moves.</summary>
public sealed class RotationTests : IDisposable
{
    private static readonly TimeSpan Propagation = TimeSpan.FromSeconds(120);

    private readonly ManualTimeProvider _time = new();
    private readonly Meter _meter = new("rotation");
    private long _previousUses;

    [Fact]
    public async Task K17_K18_clients_with_caches_of_every_age_see_no_failure()
    {
        using var listener = CountPreviousUses();
        await using var upstream = new WireServer(_ => Replies.Raw("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"));
        await using var emulator = await StartAsync(upstream);
        _time.Advance(Propagation);
        using var secrets = new AmazonSecretsManagerClient(new BasicAWSCredentials("test", "test"), new AmazonSecretsManagerConfig { ServiceURL = emulator.ControlPlane.OriginalString, AuthenticationRegion = "us-east-1" });
        var clients = new List<(EgressKeySource Keys, HttpClient Client)>();
        for (var age = 0; age < 24; age++)
        {
            clients.Add(Client(emulator, secrets));
            await SendAsync(clients[^1]);
            _time.Advance(TimeSpan.FromMinutes(age < 12 ? 1 : 90));
        }

        await RotateAsync(emulator, secrets);
        for (var seconds = 0; seconds < 600; seconds += 10)
        {
            _time.Advance(TimeSpan.FromSeconds(10));
            await Task.WhenAll(clients.Where((_, number) => number % 3 == seconds / 10 % 3).Select(SendAsync));
        }

        Assert.All(clients, client => Assert.Equal(new string('n', 48), client.Keys.Cache.TryRead(out var key) ? key.Key.Reveal() : ""));
        Assert.InRange(Volatile.Read(ref _previousUses), 1, 10_000);
        clients.ForEach(client => client.Client.Dispose());
    }

    public void Dispose() => _meter.Dispose();

    private MeterListener CountPreviousUses()
    {
        var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, _) =>
        {
            if (instrument.Meter == _meter && instrument.Name == "egress.key.previous_used")
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((_, _, _, _) => Interlocked.Increment(ref _previousUses));
        listener.Start();
        return listener;
    }

    private (EgressKeySource Keys, HttpClient Client) Client(RunningEmulator emulator, AmazonSecretsManagerClient secrets)
    {
        var variables = emulator.Function("CallerFunction").Environment;
        var options = new EgressOptions
        {
            GatewayUrl = emulator.Endpoints[0].Http.GetLeftPart(UriPartial.Authority),
            ApiId = variables["Egress__ApiId"],
            Mark = variables["Egress__Mark"],
            SecretId = variables["Egress__SecretId"],
            KeyFetchTimeout = TimeSpan.FromMinutes(1),
            ConnectTimeout = TimeSpan.FromMinutes(1),
        };
        var keys = EgressKeySource.FromSecretsManager(options, () => secrets, _time, _meter);
        return (keys, new HttpClient(new EgressHandler(options, keys)));
    }

    /// <summary>A refusal that the client does not mend is an exception here.</summary>
    private static async Task SendAsync((EgressKeySource Keys, HttpClient Client) client)
    {
        Assert.Equal("ok", await client.Client.GetStringAsync("https://httpbin.org/get", Given.Cancellation));
        await client.Keys.Cache.Running;
    }

    /// <summary>Worse than the rotation's own order: the new key is readable before any node is known to have it.</summary>
    private static async Task RotateAsync(RunningEmulator emulator, AmazonSecretsManagerClient secrets)
    {
        var secret = emulator.Secrets.AllPresent().Single().Arn;
        var key = emulator.Apis.CreateApiKey(new NewApiKey { Name = "next", Value = new string('n', 48), Enabled = true });
        emulator.Apis.Attach(Assert.Single(emulator.Apis.Plans).Id, key.Id);
        await secrets.PutSecretValueAsync(new PutSecretValueRequest { SecretId = secret, SecretString = $$"""{"apiKey":"{{key.Value}}"}""", ClientRequestToken = Guid.NewGuid().ToString() }, Given.Cancellation);
    }

    private Task<RunningEmulator> StartAsync(WireServer upstream) => RunningEmulator.StartAsync(
        new EmulatorOptions
        {
            TemplateFile = Repository.PathOf("template.yaml"),
            ControlPort = 0,
            RunsFunctions = false,
            Nodes = 10,
            Propagation = Propagation,
            SecretsLag = TimeSpan.FromSeconds(10),
            ConnectTo = new Dictionary<string, Uri> { ["httpbin.org"] = new($"http://{upstream.Authority}") },
        },
        _time,
        NullLoggerFactory.Instance,
        Given.Cancellation);
}
