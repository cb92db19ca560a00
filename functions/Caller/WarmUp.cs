using Egress.Client;
using Microsoft.Extensions.Logging;

namespace Egress.Caller;

/// <summary>
/// Pays in INIT, which has a whole CPU, for what the first request would otherwise do with its share of one: the key, the connection to the gateway, and each step once.
/// What fails is logged and left to the first request. With provisioned concurrency hours may pass until then: a connection that died meanwhile is the client's affair.
/// </summary>
internal sealed partial class WarmUp(Function function, EgressKeySource keys, LambdaLog log, TimeProvider time)
{
    /// <summary>Longer than one fetch of the key, 5 s by the template: one that was frozen half-way would fail the first request. INIT has ten seconds.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(6);

    /// <summary>No upstream has this name (RFC 6761, 6.4), so no stage has: the gateway answers 403 by itself. Nothing leaves it, and no plan counts it.</summary>
    private const string Event = """{"resource":"/","httpMethod":"GET","path":"/warm-up","headers":{"Host":"warm-up.invalid","Accept":"application/json"},"body":null,"isBase64Encoded":false}""";

    public async Task RunAsync()
    {
        using var limit = new CancellationTokenSource(Longest, time);
        try
        {
            if (await keys.WarmUpAsync(limit.Token))
            {
                await CallAsync(limit.Token);
                await AnswerAsync(limit.Token);
                return;
            }

            Log.NoKeyYet(log);
        }
        catch (Exception failure) // INIT goes on: whatever this is, the first request meets it again, or does not
        {
            Log.StillCold(log, failure is EgressException egress ? egress.Reason.ToString() : failure.GetType().Name);
        }
    }

    private async Task CallAsync(CancellationToken cancellationToken)
    {
        using var quiet = log.Mute();
        try
        {
            using var input = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(Event));
            await using var result = await function.PerformAsync(input, cancellationToken);
        }
        catch (EgressException expected) when (expected.Reason is EgressReason.UnknownUpstream)
        {
            return;
        }
    }

    /// <summary>The step that a rejection does not come to.</summary>
    private static async Task AnswerAsync(CancellationToken cancellationToken)
    {
        using var response = new HttpResponseMessage { Content = new ByteArrayContent("{}"u8.ToArray()) };
        await using var result = await EventResponse.WriteAsync(response, cancellationToken);
    }

    private static partial class Log
    {
        [LoggerMessage(10, LogLevel.Warning, "No key at start: the first request reads it. See that this function may read its secret.")]
        public static partial void NoKeyYet(ILogger logger);

        [LoggerMessage(12, LogLevel.Warning, "Not warm at start, {Reason}: the first request will take longer. See the endpoint and Egress__GatewayUrl.")]
        public static partial void StillCold(ILogger logger, string reason);
    }
}
