using Amazon.Lambda.Core;

namespace Egress.Probe;

/// <summary>
/// INIT has a whole CPU, the first round a share of one: the first handshake, which reads the trust store, is made here. A key that nobody has is refused
/// by the stage that is closed to all, so that nothing reaches an upstream and no plan counts it. Which secret to read is known only from the event.
/// </summary>
internal sealed class WarmUp(Prober prober, TimeProvider time)
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(3);

    public async Task RunAsync()
    {
        using var limit = new CancellationTokenSource(Longest, time);
        try
        {
            await prober.KnockOnceAsync("closed", limit.Token);
        }
        catch (Exception failure) // INIT goes on: the round meets it again and tells it, or does not
        {
            LambdaLogger.Log($"Not warm at start, {failure.GetType().Name}: the first round will take longer.");
        }
    }
}
