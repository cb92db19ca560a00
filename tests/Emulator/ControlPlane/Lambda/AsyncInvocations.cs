using Egress.Emulator.Functions;
using Microsoft.Extensions.Logging;

namespace Egress.Emulator.ControlPlane.Lambda;

/// <summary>
/// Events: answered before they run, tried again twice when the function fails, after one minute and after two.
/// [Lambda guide, "How Lambda handles errors and retries with asynchronous invocation"]
/// </summary>
internal sealed partial class AsyncInvocations(FunctionHost functions, ILogger logger)
{
    private static readonly TimeSpan[] RetryAfter = [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2)];

    public void Enqueue(FunctionDefinition function, ReadOnlyMemory<byte> payload) => _ = Task.Run(() => RunAsync(function, payload));

    private async Task RunAsync(FunctionDefinition function, ReadOnlyMemory<byte> payload)
    {
        try
        {
            for (var attempt = 0; ; attempt++)
            {
                var result = await functions.InvokeAsync(function, payload, functions.Stopping);
                if (result.FunctionError is null || attempt == RetryAfter.Length)
                {
                    Log.Ran(logger, function.LogicalId, result.FunctionError ?? "success", attempt + 1);
                    return;
                }

                await Task.Delay(RetryAfter[attempt], functions.Time, functions.Stopping);
            }
        }
        catch (Exception failure) when (failure is OperationCanceledException or ControlPlaneException)
        {
            Log.Dropped(logger, function.LogicalId, failure.Message);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Event for {Function}: {Outcome} after {Attempts} attempts")]
        public static partial void Ran(ILogger logger, string function, string outcome, int attempts);

        [LoggerMessage(2, LogLevel.Warning, "Event for {Function} dropped: {Reason}")]
        public static partial void Dropped(ILogger logger, string function, string reason);
    }
}
