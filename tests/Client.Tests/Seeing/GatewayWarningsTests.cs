using System.Collections.Concurrent;
using Egress.Client.Seeing;
using Egress.Testing.Wire;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Egress.Client.Tests.Seeing;

public sealed class GatewayWarningsTests
{
    private const string Url = "https://api.openai.com/v1/x";

    private readonly ConcurrentQueue<string> _lines = new();

    [Fact]
    public async Task C74_a_body_with_a_content_encoding_is_warned_of_once()
    {
        await using var gateway = new FakeGateway();
        await using var services = Services(gateway);
        using var client = Client(services);
        using var plain = await client.PostAsync(Url, new StringContent("body"), Given.Cancellation);
        Assert.Empty(Warnings());

        for (var requests = 0; requests < 2; requests++)
        {
            var content = new ByteArrayContent([1, 2]);
            content.Headers.ContentEncoding.Add("gzip");
            using var response = await client.PostAsync(Url, content, Given.Cancellation);
        }

        Assert.Contains("api.openai.com: the request's body has a Content-Encoding", Assert.Single(Warnings()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("events that were waited for", "text/event-stream; charset=utf-8", "Content-Length: 9\r\n\r\ndata: 1\n\n", 1)]
    [InlineData("events as they come", "text/event-stream", "Transfer-Encoding: chunked\r\n\r\n9\r\ndata: 1\n\n\r\n0\r\n\r\n", 0)]
    [InlineData("no events", "application/json", "Content-Length: 2\r\n\r\n{}", 0)]
    public async Task C87_server_sent_events_that_were_buffered_are_warned_of_once(string because, string type, string rest, int warnings)
    {
        await using var gateway = new FakeGateway();
        gateway.Always(Replies.Raw($"HTTP/1.1 200 OK\r\nx-amzn-RequestId: 1\r\nContent-Type: {type}\r\n{rest}"));
        await using var services = Services(gateway);
        using var client = Client(services);

        for (var requests = 0; requests < 2; requests++)
        {
            using var response = await client.GetAsync(Url, Given.Cancellation);
        }

        Assert.True(Warnings().Count == warnings, because);
    }

    [Fact]
    public async Task C12_a_trailing_slash_is_warned_of_once_for_each_upstream_that_answers()
    {
        await using var gateway = new FakeGateway();
        await using var services = Services(gateway);
        using var client = Client(services);
        gateway.Next(Replies.Rejection(FakeGateway.Mark, 429, "THROTTLED"));
        await Assert.ThrowsAsync<EgressException>(() => client.GetAsync("https://a.example/x/", Given.Cancellation));
        foreach (var url in new[] { "https://a.example/", "https://a.example/?x/", "https://a.example/x" })
        {
            using var plain = await client.GetAsync(url, Given.Cancellation);
        }

        Assert.Empty(Warnings());

        foreach (var url in new[] { "https://a.example/x/", "https://a.example/y/?q=secret", "https://b.example/x/" })
        {
            using var response = await client.GetAsync(url, Given.Cancellation);
        }

        Assert.Equal(2, Warnings().Count);
        Assert.Contains("a.example: the path ends with a slash", Warnings()[0], StringComparison.Ordinal);
        Assert.Contains("b.example", Warnings()[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("C-14: a custom domain has reserved paths", "https://egress.example", 1)]
    [InlineData("C-14: an execute-api host has none", "https://abcde12345.execute-api.us-east-1.amazonaws.com", 0)]
    [InlineData("C-14: nor has an endpoint's own name", "https://vpce-0a1b-xyz.execute-api.us-east-1.vpce.amazonaws.com", 0)]
    [InlineData("C-14: nor has an emulator", "http://127.0.0.1:4511", 0)]
    public void A_gateway_with_paths_of_its_own_is_warned_of_when_the_client_is_made(string because, string url, int warnings)
    {
        var log = new SinkLogs(_lines);

        GatewayWarnings.Of(new EgressOptions { GatewayUrl = url }, log);

        Assert.True(Warnings().Count == warnings, because);
        Assert.All(Warnings(), warning => Assert.Contains("/ping", warning, StringComparison.Ordinal));
    }

    private List<string> Warnings() => [.. _lines.Where(line => line.StartsWith("Warning: ", StringComparison.Ordinal))];

    private static HttpClient Client(ServiceProvider services) => services.GetRequiredService<IHttpClientFactory>().CreateClient("x");

    private ServiceProvider Services(FakeGateway gateway)
    {
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.AddProvider(new SinkLogs(_lines)));
        services.AddHttpClient("x").AddEgress(
            options => (options.GatewayUrl, options.ApiId, options.Mark, options.ConnectTimeout) = (gateway.Url, FakeGateway.ApiId, FakeGateway.Mark, TimeSpan.FromMinutes(1)), EgressKeySource.FromValue(Given.Key));
        return services.BuildServiceProvider();
    }
}
