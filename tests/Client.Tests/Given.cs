using System.Diagnostics.Metrics;
using Egress.Client.Keys;
using Egress.Testing;
using Egress.Testing.Wire;

namespace Egress.Client.Tests;

/// <summary>What most tests begin with.</summary>
internal static class Given
{
    public const string Key = "KeyOne0123456789abcdefghijklmnopqrstuvwxyz";
    public const string OtherKey = "KeyTwo0123456789abcdefghijklmnopqrstuvwxyz";

    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Patient: a machine that is busy with other tests is no failure of the network.</summary>
    public static EgressOptions Options(FakeGateway gateway) =>
        new() { GatewayUrl = gateway.Url, ApiId = FakeGateway.ApiId, Mark = FakeGateway.Mark, Consumer = "app", ConnectTimeout = TimeSpan.FromMinutes(1) };

    public static HttpClient Client(FakeGateway gateway) => Client(gateway, EgressKeySource.FromValue(Key));

    public static HttpClient Client(FakeGateway gateway, EgressKeySource keys) => new(new EgressHandler(Options(gateway), keys));

    /// <summary>A source that reads these keys, one after the other, and then the last one again. Its time stands still unless the test has one of its own.</summary>
    public static EgressKeySource Keys(TimeProvider? time, params string[] keys)
    {
        var reads = 0;
        return new EgressKeySource("test", ReadAsync, KeyTimes.Of(new EgressOptions()), time ?? new ManualTimeProvider(), new Random(1), new Meter("test"));

        Task<ApiKeyVersion> ReadAsync(CancellationToken cancellationToken)
        {
            var read = Math.Min(reads++, keys.Length - 1);
            return Task.FromResult(new ApiKeyVersion(new ApiKey(keys[read]), $"v{read}"));
        }
    }
}
