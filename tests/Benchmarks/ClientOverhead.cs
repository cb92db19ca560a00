using BenchmarkDotNet.Attributes;
using Egress.Client;

namespace Egress.Benchmarks;

/// <summary>What the client's handlers add to a call over a kept HTTPS connection, against a bare HttpClient in the same run.</summary>
[MemoryDiagnoser]
public class ClientOverhead : IDisposable
{
    internal const string GatewayVariable = "EGRESS_BENCH_GATEWAY";

    private static readonly Uri Gateway = new(Environment.GetEnvironmentVariable(GatewayVariable) ?? throw new InvalidOperationException($"{GatewayVariable} is not set: start through `make bench`."));
    private static readonly Uri Direct = new(Gateway, "/api_example_com/v1/models?limit=10");
    private static readonly Uri Upstream = new("https://api.example.com/v1/models?limit=10");

    private static readonly string[] DirectUrls = [.. Enumerable.Range(0, 10).Select(item => new Uri(Gateway, $"/api_example_com/v1/models/{item}?limit=10").ToString())];
    private static readonly string[] UpstreamUrls = [.. Enumerable.Range(0, 10).Select(item => $"https://api.example.com/v1/models/{item}?limit=10")];

    private readonly byte[] _body = new byte[100_000];
    private int _calls;

    private readonly HttpClient _bare = new(new SocketsHttpHandler());
    private readonly HttpClient _egress = new(new EgressHandler(
        new EgressOptions { GatewayUrl = Gateway.OriginalString, ApiId = "abcde12345", Mark = "0f8fad5b-d9cb-469f-a165-70867728950e" },
        EgressKeySource.FromValue(new string('k', 48))));

    [Benchmark(Baseline = true)]
    public Task<byte[]> BareHttpClient() => _bare.GetByteArrayAsync(Direct);

    [Benchmark]
    public Task<byte[]> ThroughEgressClient() => _egress.GetByteArrayAsync(Upstream);

    /// <summary>Ten paths in turns, each call with a URI of its own, as applications make them.</summary>
    [Benchmark]
    public Task<byte[]> BareChangingUrls() => _bare.GetByteArrayAsync(new Uri(DirectUrls[_calls++ % DirectUrls.Length]));

    [Benchmark]
    public Task<byte[]> ThroughEgressChangingUrls() => _egress.GetByteArrayAsync(new Uri(UpstreamUrls[_calls++ % UpstreamUrls.Length]));

    [Benchmark]
    public Task<long> BareLargeBody() => PostAsync(_bare, Direct);

    [Benchmark]
    public Task<long> ThroughEgressLargeBody() => PostAsync(_egress, Upstream);

    private async Task<long> PostAsync(HttpClient client, Uri uri)
    {
        using var response = await client.PostAsync(uri, new ByteArrayContent(_body));
        return response.Content.Headers.ContentLength ?? 0;
    }

    [GlobalCleanup]
    public void Dispose()
    {
        _bare.Dispose();
        _egress.Dispose();
        GC.SuppressFinalize(this);
    }
}
