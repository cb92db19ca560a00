using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Egress.Client.Seeing;
using Egress.Testing.Wire;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Egress.Client.Tests.Seeing;

public sealed class RequestObserverTests
{
    [Fact]
    public async Task A_request_with_two_attempts_is_one_line_one_span_and_one_measurement()
    {
        await using var gateway = new FakeGateway();
        gateway.AcceptOnly(Given.OtherKey);
        var lines = new ConcurrentQueue<string>();
        var spans = new ConcurrentQueue<Activity>();
        var host = $"two-attempts.example";
        using var listener = Listen(spans, host);

        await using var provider = Services(gateway, lines);
        using var response = await provider.GetRequiredService<IHttpClientFactory>().CreateClient("x").GetAsync($"https://{host}/v1?sig=secret", Given.Cancellation);

        var line = Assert.Single(lines, line => line.StartsWith("Information: ", StringComparison.Ordinal));
        Assert.Matches($"^Information: app -> {host}: GET 200 in [0-9]+ ms, attempts 2, answered", line);
        var span = Assert.Single(spans);
        Assert.Equal("GET", span.DisplayName);
        Assert.Equal($"https://{host}/v1?sig=REDACTED", span.GetTagItem("url.full"));
        Assert.Equal((200, 1, "v1", "answered"), (span.GetTagItem("http.response.status_code"), span.GetTagItem("http.request.resend_count"), span.GetTagItem("egress.key.version"), span.GetTagItem("egress.outcome")));
    }

    [Fact]
    public async Task A_rejection_is_an_error_with_its_reason_and_the_gateways_request_id()
    {
        await using var gateway = new FakeGateway();
        gateway.Always(Replies.Rejection(FakeGateway.Mark, 429, "QUOTA_EXCEEDED"));
        var lines = new ConcurrentQueue<string>();
        var spans = new ConcurrentQueue<Activity>();
        const string host = "rejection.example";
        using var listener = Listen(spans, host);

        await using var provider = Services(gateway, lines);
        await Assert.ThrowsAsync<EgressException>(() => provider.GetRequiredService<IHttpClientFactory>().CreateClient("x").GetAsync($"https://{host}/", Given.Cancellation));

        Assert.Matches("GET 429 in [0-9]+ ms, attempts 1, QuotaExceeded", Assert.Single(lines, line => line.StartsWith("Information: ", StringComparison.Ordinal)));
        var span = Assert.Single(spans);
        Assert.Equal((ActivityStatusCode.Error, "QuotaExceeded", "2c7ec7f2-1d0c-4b8e-9d0f-6a4f0c4f8a11"), (span.Status, span.GetTagItem("error.type"), span.GetTagItem("egress.gateway.request_id")));
    }

    [Theory]
    [InlineData(200, ActivityStatusCode.Unset, null)]
    [InlineData(304, ActivityStatusCode.Unset, null)]
    [InlineData(404, ActivityStatusCode.Error, "404")]
    [InlineData(503, ActivityStatusCode.Error, "503")]
    public async Task The_upstreams_own_error_is_one_for_whoever_counts_them(int status, ActivityStatusCode spanStatus, string? errorType)
    {
        await using var gateway = new FakeGateway();
        gateway.Always(Replies.Upstream(status, ""));
        var spans = new ConcurrentQueue<Activity>();
        var host = $"status-{status}.example";
        using var listener = Listen(spans, host);
        var seen = new ConcurrentBag<string>();
        using var meters = ListenToDurations(seen);
        using var client = Given.Client(gateway);

        using var response = await client.GetAsync($"https://{host}/", Given.Cancellation);

        var span = Assert.Single(spans);
        Assert.Equal((spanStatus, errorType, "answered"), (span.Status, span.GetTagItem("error.type"), span.GetTagItem("egress.outcome")));
        Assert.Contains($"error.type={errorType} ", Assert.Single(seen, tags => tags.Contains(host, StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a URL that is too long", 9_000, 0, 0)]
    [InlineData("headers that are too large", 0, 9_000, 0)]
    [InlineData("a body that is too large", 0, 0, 10_485_761)]
    public async Task A_host_that_was_refused_before_the_network_makes_no_new_series_either(string because, int queryCharacters, int headerBytes, int bodyBytes)
    {
        await using var gateway = new FakeGateway();
        using var client = Given.Client(gateway);
        var seen = new ConcurrentBag<string>();
        using var meters = ListenToDurations(seen);
        using var request = new HttpRequestMessage(HttpMethod.Put, $"https://random-host.example/?q={new string('x', queryCharacters)}") { Content = new ByteArrayContent(new byte[bodyBytes]) };
        request.Headers.Add("X-Large", new string('x', headerBytes));

        await Assert.ThrowsAsync<EgressException>(() => client.SendAsync(request, Given.Cancellation));

        Assert.True(!seen.Any(tags => tags.Contains("random-host", StringComparison.Ordinal)), because);
    }

    [Fact]
    public async Task Hosts_that_are_no_upstreams_and_methods_that_are_none_make_no_new_series_of_measurements()
    {
        await using var gateway = new FakeGateway();
        using var client = Given.Client(gateway);
        var seen = new ConcurrentBag<string>();
        using var listener = ListenToDurations(seen);

        using var request = new HttpRequestMessage(new HttpMethod("CHOSEN"), "https://chosen-by-somebody.example/a%2Fb");
        await Assert.ThrowsAsync<EgressException>(() => client.SendAsync(request, Given.Cancellation));

        Assert.Contains(seen, tags => tags.Contains("http.request.method=_OTHER server.address=_OTHER", StringComparison.Ordinal));
        Assert.DoesNotContain(seen, tags => tags.Contains("chosen", StringComparison.OrdinalIgnoreCase));
    }

    private static MeterListener ListenToDurations(ConcurrentBag<string> seen)
    {
        var listener = new MeterListener { InstrumentPublished = (instrument, meters) => EnableOurs(instrument, meters) };
        listener.SetMeasurementEventCallback<double>((_, _, tags, _) => seen.Add(string.Join(' ', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"))));
        listener.Start();
        return listener;
    }

    private static void EnableOurs(Instrument instrument, MeterListener meters)
    {
        if (instrument.Meter.Name == KeyMeter.Name && instrument.Name == "http.client.request.duration")
        {
            meters.EnableMeasurementEvents(instrument);
        }
    }

    private static ActivityListener Listen(ConcurrentQueue<Activity> spans, string host)
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == KeyMeter.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity =>
            {
                if (Equals(activity.GetTagItem("server.address"), host))
                {
                    spans.Enqueue(activity);
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }

    private static ServiceProvider Services(FakeGateway gateway, ConcurrentQueue<string> lines)
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().Build());
        services.AddLogging(logging => logging.AddProvider(new SinkLogs(lines)).AddFilter("System.Net.Http.HttpClient", LogLevel.None));
        services.AddHttpClient("x").AddEgress(
            options => (options.GatewayUrl, options.ApiId, options.Mark, options.Consumer) = (gateway.Url, FakeGateway.ApiId, FakeGateway.Mark, "app"), Given.Keys(null, Given.Key, Given.OtherKey));
        return services.BuildServiceProvider();
    }
}
