using Egress.Testing.Wire;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Egress.Client.Tests.Seeing;

/// <summary>The canary keys may be found in one place: the header x-api-key to the gateway.</summary>
public sealed class LeakTests
{
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
        await using var secrets = new FakeSecrets(LeakSinks.Canary);
        using var sinks = new LeakSinks();
        await using var provider = sinks.Services(gateway, secrets).BuildServiceProvider();
        var client = provider.GetRequiredService<IHttpClientFactory>().CreateClient("leak");
        await sinks.SendAsync(client, new HttpRequestMessage(HttpMethod.Get, "https://api.openai.com/warm"));
        secrets.Hold($$"""{"apiKey":"{{LeakSinks.SecondCanary}}"}""", "v2");
        gateway.Always(ending);

        foreach (var path in new[] { "v1/x?sig=secret", "a%2Fb", "-/probe" })
        {
            using var request = LeakSinks.Post(path);
            request.Content!.Headers.ContentEncoding.Add("gzip");
            await sinks.SendAsync(client, request);
        }

        Assert.Contains(gateway.Requests, seen => seen["x-api-key"].Contains(LeakSinks.Canary));
        sinks.AssertNothingLeaked(because, gateway);
        Assert.All(Environment.GetEnvironmentVariables().Values.Cast<string>(), value => Assert.False(LeakSinks.IsSecret(value), because));
    }

    [Fact]
    public async Task K26_nor_where_a_call_ends_in_another_way_or_goes_by_another()
    {
        await using var gateway = new FakeGateway();
        await using var secrets = new FakeSecrets(LeakSinks.Canary);
        using var sinks = new LeakSinks();
        await using var provider = sinks.Services(gateway, secrets).BuildServiceProvider();
        using var client = provider.GetRequiredService<IHttpClientFactory>().CreateClient("leak");
        using var carried = LeakSinks.Post();
        carried.Headers.TryAddWithoutValidation("x-api-key", "sk-upstream");
        carried.Headers.TryAddWithoutValidation("Authorization", "AWS4-HMAC-SHA256 x");
        await sinks.SendAsync(client, carried);
        await Task.Run(() => sinks.Note(client.Send(LeakSinks.Post(), Given.Cancellation).ToString()), Given.Cancellation);
        gateway.Always(Replies.Silence());
        using var hurried = provider.GetRequiredService<IHttpClientFactory>().CreateClient("leak");
        hurried.Timeout = TimeSpan.FromMilliseconds(200);
        await sinks.SendAsync(hurried, LeakSinks.Post());

        using var certificate = TlsServer.SignedByItself();
        await using var stranger = new TlsServer(certificate);
        var options = LeakSinks.Options(gateway);
        options.GatewayUrl = stranger.Url;
        using var source = EgressKeySource.FromValue(LeakSinks.Canary);
        using var distrusting = new HttpClient(new EgressHandler(options, source, provider.GetRequiredService<ILogger<EgressHandler>>()));
        await sinks.SendAsync(distrusting, LeakSinks.Post());

        Assert.StartsWith("/api_openai_com/-/carry/", gateway.Requests[0].Target, StringComparison.Ordinal);
        Assert.Equal((3, 2), (gateway.Requests.Count, sinks.Failures));
        sinks.AssertNothingLeaked("other ways", gateway);
    }

    [Fact]
    public async Task K26_nor_where_the_caller_leaves()
    {
        await using var gateway = new FakeGateway();
        using var sinks = new LeakSinks();
        using var source = EgressKeySource.FromValue(LeakSinks.Canary);
        using var client = new HttpClient(new EgressHandler(LeakSinks.Options(gateway), source, new Logger<EgressHandler>(new LoggerFactory([sinks.Logs]))));
        using var leaving = new CancellationTokenSource();
        gateway.Always((request, wire) =>
        {
            leaving.Cancel();
            return Replies.Silence()(request, wire);
        });
        using var request = LeakSinks.Post();

        var left = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.SendAsync(request, leaving.Token));

        sinks.Note(left.ToString(), request.ToString());
        sinks.AssertNothingLeaked("cancelled", gateway);
    }
}
