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

    private readonly HttpClient _bare = new(new SocketsHttpHandler());
    private readonly HttpClient _egress = new(new EgressHandler(
        new EgressOptions { GatewayUrl = Gateway.OriginalString, ApiId = "abcde12345", Mark = "0f8fad5b-d9cb-469f-a165-70867728950e" },
        EgressKeySource.FromValue(new string('k', 48))));

    [Benchmark(Baseline = true)]
    public Task<byte[]> BareHttpClient() => _bare.GetByteArrayAsync(Direct);

    [Benchmark]
    public Task<byte[]> ThroughEgressClient() => _egress.GetByteArrayAsync(Upstream);

    [GlobalCleanup]
    public void Dispose()
    {
        _bare.Dispose();
        _egress.Dispose();
        GC.SuppressFinalize(this);
    }
}
