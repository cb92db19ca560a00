using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text.Json.Nodes;
using Egress.Testing.Wire;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Egress.Client.Tests.Seeing;

/// <summary>The canary keys may be found in one place: the header x-api-key to the gateway.</summary>
public sealed class LeakTests
{
    private const string Canary = "Canary7Canary7Canary7Canary7Canary7Canary7";
    private const string SecondCanary = "Canary8Canary8Canary8Canary8Canary8Canary8";

    private const string Body = "body-of-a-secret-letter";

    private readonly ConcurrentQueue<string> _sinks = new();
    private int _failures;

    public static TheoryData<string, Reply> Endings => new()
    {
        { "an answer", Replies.Upstream() },
        { "an answer that repeats what it was asked", Replies.Upstream(500, "no", "X-Seen: nothing") },
        { "a redirect", Replies.Upstream(307, "", "Location: https://evil.example/") },
        { "a rejected key", Replies.Rejection(FakeGateway.Mark, 403, "INVALID_API_KEY") },
        { "a denial", Replies.Rejection(FakeGateway.Mark, 403, "ACCESS_DENIED", "AccessDeniedException") },
        { "a throttle", Replies.Rejection(FakeGateway.Mark, 429, "THROTTLED") },
        { "an upstream that is gone", Replies.Rejection(FakeGateway.Mark, 504, "INTEGRATION_FAILURE") },
        { "a dead connection", Replies.Reset() },
        { "garbage", Replies.RawThenReset("garbage\r\n\r\n") },
        { "a forged mark", Replies.Upstream(403, "no", "x-egress-error: guess INVALID_API_KEY") },
        { "no stage of this name", Replies.Raw("HTTP/1.1 403 X\r\nContent-Type: application/json\r\nContent-Length: 23\r\nx-amzn-RequestId: 1\r\nx-amzn-ErrorType: ForbiddenException\r\n\r\n{\"message\":\"Forbidden\"}") },
        { "events that were buffered", Replies.Upstream(200, "data: 1\n\n", "Content-Type: text/event-stream") },
        { "a cut body", Replies.RawThenReset("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhel") },
    };

    [Theory]
    [MemberData(nameof(Endings))]
    public async Task K26_C63_C66_C69_neither_the_key_nor_the_mark_is_found_in_any_sink(string because, Reply ending)
    {
        await using var gateway = new FakeGateway();
        await using var secrets = new FakeSecrets(Canary);
        using var activities = Listen();
        using var meters = ListenToMeters();
        await using var provider = Services(gateway, secrets).BuildServiceProvider();
        var client = provider.GetRequiredService<IHttpClientFactory>().CreateClient("leak");
        using (var warm = await client.GetAsync("https://api.openai.com/warm", Given.Cancellation))
        {
            Note(warm.ToString(), warm.RequestMessage!.ToString());
        }

        secrets.Hold($$"""{"apiKey":"{{SecondCanary}}"}""", "v2");
        gateway.Always(ending);
        foreach (var path in new[] { "v1/x?sig=secret", "a%2Fb", "-/probe" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"https://api.openai.com/{path}") { Content = new StringContent(Body) };
            request.Content.Headers.ContentEncoding.Add("gzip");
            await SendAsync(client, request);
        }

        secrets.Hold($$"""{"apiKey":"{{SecondCanary}} malformed"}""", "v3");
        using var cold = EgressKeySource.FromSecretsManager(Options(gateway), secrets.Client, TimeProvider.System, new Meter("leak"));
        using var handler = new EgressHandler(Options(gateway), cold, provider.GetRequiredService<ILogger<EgressHandler>>());
        await SendAsync(new HttpClient(handler), new HttpRequestMessage(HttpMethod.Get, "https://api.openai.com/"));
        meters.RecordObservableInstruments();

        Assert.Contains(gateway.Requests, seen => seen["x-api-key"].Contains(Canary));
        Assert.NotEmpty(_sinks);
        Assert.All(gateway.Requests, seen => Assert.DoesNotContain(seen.Headers, header => header.Key != "x-api-key" && IsSecret(header.Value)));
        Assert.All(gateway.Requests, seen => Assert.False(IsSecret(seen.Target) || seen.Text.Contains("Canary", StringComparison.Ordinal), because));
        Assert.All(_sinks, line => Assert.False(IsSecret(line), $"{because}: {line}"));
        Assert.All(Environment.GetEnvironmentVariables().Values.Cast<string>(), value => Assert.False(IsSecret(value), because));
    }

    [Fact]
    public async Task K26_nor_where_a_call_ends_in_another_way_or_goes_by_another()
    {
        await using var gateway = new FakeGateway();
        await using var secrets = new FakeSecrets(Canary);
        using var activities = Listen();
        using var meters = ListenToMeters();
        await using var provider = Services(gateway, secrets).BuildServiceProvider();
        using var client = provider.GetRequiredService<IHttpClientFactory>().CreateClient("leak");
        using var carried = Post();
        carried.Headers.TryAddWithoutValidation("x-api-key", "sk-upstream");
        carried.Headers.TryAddWithoutValidation("Authorization", "AWS4-HMAC-SHA256 x");
        await SendAsync(client, carried);
        await Task.Run(() => Note(client.Send(Post(), Given.Cancellation).ToString()), Given.Cancellation);

        using var cancelled = new CancellationTokenSource();
        gateway.Always((request, wire) =>
        {
            cancelled.Cancel();
            return Replies.Silence()(request, wire);
        });
        await NoteFailureAsync(() => client.SendAsync(Post(), cancelled.Token));
        using var hurried = provider.GetRequiredService<IHttpClientFactory>().CreateClient("leak");
        hurried.Timeout = TimeSpan.FromMilliseconds(200);
        await NoteFailureAsync(() => hurried.SendAsync(Post(), Given.Cancellation));

        using var certificate = TlsServer.SignedByItself();
        await using var stranger = new TlsServer(certificate);
        var options = Options(gateway);
        options.GatewayUrl = stranger.Url;
        using var source = EgressKeySource.FromValue(Canary);
        using var distrusting = new HttpClient(new EgressHandler(options, source, provider.GetRequiredService<ILogger<EgressHandler>>()));
        await NoteFailureAsync(() => distrusting.SendAsync(Post(), Given.Cancellation));

        Assert.Equal(4, gateway.Requests.Count);
        Assert.StartsWith("/api_openai_com/-/carry/", gateway.Requests[0].Target, StringComparison.Ordinal);
        Assert.Equal(3, _failures);
        Assert.All(gateway.Requests, seen => Assert.DoesNotContain(seen.Headers, header => header.Key != "x-api-key" && IsSecret(header.Value)));
        Assert.All(_sinks, line => Assert.False(IsSecret(line), line));
    }

    private static bool IsSecret(string text) =>
        text.Contains("Canary", StringComparison.Ordinal) || text.Contains(FakeGateway.Mark, StringComparison.Ordinal) || text.Contains(Body, StringComparison.Ordinal);

    private async Task SendAsync(HttpClient client, HttpRequestMessage request)
    {
        try
        {
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Given.Cancellation);
            Note(response.ToString(), response.RequestMessage!.ToString());
            Note(await response.Content.ReadAsStringAsync(Given.Cancellation));
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException)
        {
            Note(failure.ToString(), failure.Message, new JsonObject { ["data"] = string.Join(',', failure.Data.Keys.Cast<object>()) }.ToJsonString());
        }

        Note(request.ToString());
    }

    private static HttpRequestMessage Post() => new(HttpMethod.Post, "https://api.openai.com/v1/x") { Content = new StringContent(Body) };

    private async Task NoteFailureAsync(Func<Task<HttpResponseMessage>> send)
    {
        var failure = await Assert.ThrowsAnyAsync<Exception>(send);
        _failures++;
        Note(failure.ToString());
    }

    private void Note(params string[] lines) => Array.ForEach(lines, _sinks.Enqueue);

    private ServiceCollection Services(FakeGateway gateway, FakeSecrets secrets)
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().Build());
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(new SinkLogs(_sinks)));
        services.AddSingleton(secrets.Client());
        services.AddHttpClient("leak")
            .AddEgress(options => Set(options, gateway))
            .RedactLoggedHeaders(_ => false);
        return services;
    }

    private static EgressOptions Options(FakeGateway gateway)
    {
        var options = new EgressOptions();
        Set(options, gateway);
        return options;
    }

    private static void Set(EgressOptions options, FakeGateway gateway) =>
        (options.GatewayUrl, options.ApiId, options.Mark, options.SecretId, options.KeyFetchTimeout, options.ConnectTimeout) =
            (gateway.Url, FakeGateway.ApiId, FakeGateway.Mark, "app", TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1));

    private ActivityListener Listen()
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity => Note([activity.DisplayName, activity.StatusDescription ?? "", .. activity.TagObjects.Select(tag => $"{tag.Key}={tag.Value}"), .. activity.Events.SelectMany(e => e.Tags).Select(tag => $"{tag.Key}={tag.Value}")]),
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }

    private MeterListener ListenToMeters()
    {
        var listener = new MeterListener { InstrumentPublished = (instrument, meters) => meters.EnableMeasurementEvents(instrument) };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => NoteMeasurement(instrument.Name, value, tags));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => NoteMeasurement(instrument.Name, value, tags));
        listener.Start();
        return listener;
    }

    private void NoteMeasurement(string name, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        Note($"{name} {value.ToString(CultureInfo.InvariantCulture)} {string.Join(' ', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"))}");
}
