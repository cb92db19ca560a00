using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.Core;
using Amazon.Lambda.RuntimeSupport;
using Amazon.Lambda.Serialization.SystemTextJson;
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

    private static readonly TimeSpan LongestWarmUp = TimeSpan.FromSeconds(3);

    private static readonly SourceGeneratorLambdaJsonSerializer<CallerJson> Serializer = new();

    /// <summary>What a bad deployment gets wrong is found in INIT. Only the key, which can fail for a moment, is left for the first request to try again.</summary>
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
            return ResultStream.Write(await PerformAsync(input, deadline.Token), Serializer);
        }
        catch (Exception exception) when (Failure.Of(exception) is { } failure) // 4
        {
            Log.Failed(logger, failure.Status, failure.Reason, exception.Message);
            return ResultStream.Write(failure.ToResponse(), Serializer);
        }
    }

    private static async Task<Function> StartAsync()
    {
        var logger = new LambdaLog();
        var handler = new EgressHandler(EgressOptions.FromEnvironment(), logger);
        using var limit = new CancellationTokenSource(LongestWarmUp, TimeProvider.System);
        if (!await handler.Keys.WarmUpAsync(limit.Token))
        {
            Log.NoKeyYet(logger);
        }

        return new Function(new HttpMessageInvoker(handler), logger, TimeProvider.System);
    }

    private async Task<APIGatewayProxyResponse> PerformAsync(Stream input, CancellationToken cancellationToken)
    {
        using var request = EventRequest.Read(input, Serializer); // 1
        using var response = await gateway.SendAsync(request, cancellationToken); // 2
        return await EventResponse.OfAsync(response, cancellationToken); // 3
    }

    private static partial class Log
    {
        [LoggerMessage(10, LogLevel.Warning, "No key at start: the first request reads it. See that this function may read its secret.")]
        public static partial void NoKeyYet(ILogger logger);

        [LoggerMessage(11, LogLevel.Warning, "Answered {Status} in the upstream's place, {Reason}: {Detail}")]
        public static partial void Failed(ILogger logger, int status, string reason, string detail);
    }
}
