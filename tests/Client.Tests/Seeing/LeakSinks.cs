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

/// <summary>Everything that anybody could see of a client: logs at Trace, spans with their events, measurements with their tags, exceptions, requests and answers as text.</summary>
internal sealed class LeakSinks : IDisposable
{
    public const string Canary = "Canary7Canary7Canary7Canary7Canary7Canary7";
    public const string SecondCanary = "Canary8Canary8Canary8Canary8Canary8Canary8";

    private const string Body = "body-of-a-secret-letter";

    private readonly ActivityListener _activities;
    private readonly MeterListener _meters;

    public LeakSinks()
    {
        Logs = new SinkLogs(Lines);
        _activities = new ActivityListener { ShouldListenTo = _ => true, Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded, ActivityStopped = Note };
        ActivitySource.AddActivityListener(_activities);
        _meters = new MeterListener { InstrumentPublished = (instrument, meters) => meters.EnableMeasurementEvents(instrument) };
        _meters.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Note(instrument.Name, value, tags));
        _meters.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Note(instrument.Name, value, tags));
        _meters.Start();
    }

    public ConcurrentQueue<string> Lines { get; } = new();
    public SinkLogs Logs { get; }
    public int Failures { get; private set; }

    public static HttpRequestMessage Post(string path = "v1/x") => new(HttpMethod.Post, $"https://api.openai.com/{path}") { Content = new StringContent(Body) };

    public static EgressOptions Options(FakeGateway gateway)
    {
        var options = new EgressOptions();
        Set(options, gateway);
        return options;
    }

    public ServiceCollection Services(FakeGateway gateway, FakeSecrets secrets)
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().Build());
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(Logs));
        services.AddSingleton(secrets.Client());
        services.AddHttpClient("leak").AddEgress(options => Set(options, gateway)).RedactLoggedHeaders(_ => false);
        return services;
    }

    /// <summary>Whatever the end is, all of it is noted.</summary>
    public async Task SendAsync(HttpClient client, HttpRequestMessage request)
    {
        try
        {
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Given.Cancellation);
            Note(response.ToString(), response.RequestMessage!.ToString(), await response.Content.ReadAsStringAsync(Given.Cancellation));
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or OperationCanceledException)
        {
            Failures++;
            Note(failure.ToString(), failure.Message, new JsonObject { ["data"] = string.Join(',', failure.Data.Values.Cast<object>()) }.ToJsonString());
        }

        Note(request.ToString());
    }

    public void Note(params string[] lines) => Array.ForEach(lines, Lines.Enqueue);

    /// <summary>The key is in one header of what goes to the gateway, and nowhere else.</summary>
    public void AssertNothingLeaked(string because, FakeGateway gateway)
    {
        _meters.RecordObservableInstruments();
        Assert.NotEmpty(Lines);
        Assert.All(gateway.Requests, seen => Assert.DoesNotContain(seen.Headers, header => header.Key != "x-api-key" && IsSecret(header.Value)));
        Assert.All(gateway.Requests, seen => Assert.False(IsSecret(seen.Target) || seen.Text.Contains("Canary", StringComparison.Ordinal), because));
        Assert.All(Lines, line => Assert.False(IsSecret(line), $"{because}: {line}"));
    }

    public void Dispose()
    {
        _activities.Dispose();
        _meters.Dispose();
        Logs.Dispose();
    }

    public static bool IsSecret(string text) =>
        text.Contains("Canary", StringComparison.Ordinal) || text.Contains(FakeGateway.Mark, StringComparison.Ordinal) || text.Contains(Body, StringComparison.Ordinal);

    public static void Set(EgressOptions options, FakeGateway gateway) =>
        (options.GatewayUrl, options.ApiId, options.Mark, options.SecretId, options.KeyFetchTimeout, options.ConnectTimeout) =
            (gateway.Url, FakeGateway.ApiId, FakeGateway.Mark, "app", TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1));

    private void Note(Activity activity) => Note(
    [
        activity.DisplayName, activity.StatusDescription ?? "",
        .. activity.TagObjects.Concat(activity.Baggage.Select(item => new KeyValuePair<string, object?>(item.Key, item.Value))).Select(tag => $"{tag.Key}={tag.Value}"),
        .. activity.Events.SelectMany(happened => happened.Tags.Select(tag => $"{happened.Name} {tag.Key}={tag.Value}")),
    ]);

    private void Note(string name, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        Note($"{name} {value.ToString(CultureInfo.InvariantCulture)} {string.Join(' ', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"))}");
}
