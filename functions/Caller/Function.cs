using Amazon.Lambda.Core;
using Amazon.Lambda.RuntimeSupport;
using Egress.Client;
using Microsoft.Extensions.Logging;
using LogLevel = Microsoft.Extensions.Logging.LogLevel;

namespace Egress.Caller;

/// <summary>
/// Performs the HTTP request that an event describes, through the gateway.
/// <list type="number">
/// <item>The event becomes a request: its <c>Host</c> header names the upstream.</item>
/// <item>It is sent, within the invocation's own time.</item>
/// <item>The answer becomes the result, whatever its status.</item>
/// <item>What fails becomes a result too, in one place: <see cref="Failure"/>.</item>
/// </list>
/// </summary>
internal sealed partial class Function(HttpMessageInvoker gateway, ILogger logger, TimeProvider time)
{
    /// <summary>Kept back from the invocation's time to write the result.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromMilliseconds(500);

    /// <summary>What a bad deployment gets wrong is found in INIT. Only the key and the gateway, which can fail for a moment, are left for the first request to try again.</summary>
    private static async Task Main()
    {
        Function? function = null;
        using var bootstrap = LambdaBootstrapBuilder
            .Create((Stream input, ILambdaContext context) => function!.InvokeAsync(input, context))
            .UseBootstrapHandler(async () => (function = await StartAsync()) is not null)
            .Build();
        await bootstrap.RunAsync();
    }

    internal async Task<Stream> InvokeAsync(Stream input, ILambdaContext context)
    {
        try
        {
            var remaining = context.RemainingTime - Margin;
            using var deadline = new CancellationTokenSource(remaining > TimeSpan.Zero ? remaining : TimeSpan.Zero, time);
            return await PerformAsync(input, deadline.Token);
        }
        catch (Exception exception) when (Failure.Of(exception) is { } failure) // 4
        {
            Log.Failed(logger, failure.Status, failure.Reason, exception.Message);
            return failure.ToResult();
        }
    }

    internal async Task<MemoryStream> PerformAsync(Stream input, CancellationToken cancellationToken)
    {
        using var request = EventRequest.Read(input); // 1
        using var response = await gateway.SendAsync(request, cancellationToken); // 2
        return await EventResponse.WriteAsync(response, cancellationToken); // 3
    }

    private static async Task<Function> StartAsync()
    {
        var logger = new LambdaLog();
        var options = EgressOptions.FromEnvironment();
        var handler = new EgressHandler(options, EgressKeySource.FromLambdaEnvironment(options), logger);
        var function = new Function(new HttpMessageInvoker(handler), logger, TimeProvider.System);
        await new WarmUp(function, handler.Keys, logger, TimeProvider.System).RunAsync();
        return function;
    }

    private static partial class Log
    {
        [LoggerMessage(11, LogLevel.Warning, "Answered {Status} in the upstream's place, {Reason}: {Detail}")]
        public static partial void Failed(ILogger logger, int status, string reason, string detail);
    }
}
