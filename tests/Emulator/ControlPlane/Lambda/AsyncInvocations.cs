using Egress.Emulator.Functions;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Egress.Emulator.ControlPlane.Lambda;

/// <summary>
/// Events: answered before they run, tried again twice when the function fails, after one minute and after two. One that is throttled, or meets a fault of the
/// service, goes back to the queue: after a second at first, then ever longer, for six hours at most.
/// [Lambda guide, "How Lambda handles errors and retries with asynchronous invocation"]
/// </summary>
internal sealed partial class AsyncInvocations(FunctionHost functions, ILogger logger)
{
    /// <summary>AWS tells no length of its queue; a function that never gets a place must not fill this machine's memory.</summary>
    public const int MaxWaiting = 1_000;

    private static readonly TimeSpan[] RetryAfter = [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2)];
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan OldestEvent = TimeSpan.FromHours(6);

    private int _waiting;

    public void Enqueue(FunctionDefinition function, InvocationInput input)
    {
        if (Interlocked.Increment(ref _waiting) > MaxWaiting)
        {
            Interlocked.Decrement(ref _waiting);
            throw LambdaErrors.QueueFull(MaxWaiting);
        }

        _ = Task.Run(() => RunAsync(function, input));
    }

    private async Task RunAsync(FunctionDefinition function, InvocationInput input)
    {
        try
        {
            var accepted = functions.Time.GetTimestamp();
            for (var attempt = 0; ; attempt++)
            {
                var result = await InvokeAsync(function, input, accepted);
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
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    /// <summary>Until the function runs.</summary>
    private async Task<InvocationResult> InvokeAsync(FunctionDefinition function, InvocationInput input, long accepted)
    {
        for (var wait = FirstWait; ; wait = wait * 2 < LongestWait ? wait * 2 : LongestWait)
        {
            try
            {
                return await functions.InvokeAsync(function, input, functions.Stopping);
            }
            catch (ControlPlaneException refusal) when (IsPassing(refusal) && functions.Time.GetElapsedTime(accepted) + wait < OldestEvent)
            {
                Log.Postponed(logger, function.LogicalId, refusal.ErrorType, wait);
            }

            await Task.Delay(wait, functions.Time, functions.Stopping);
        }
    }

    private static bool IsPassing(ControlPlaneException refusal) => refusal.StatusCode is StatusCodes.Status429TooManyRequests or >= StatusCodes.Status500InternalServerError;

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Event for {Function}: {Outcome} after {Attempts} attempts")]
        public static partial void Ran(ILogger logger, string function, string outcome, int attempts);

        [LoggerMessage(2, LogLevel.Warning, "Event for {Function} dropped: {Reason}")]
        public static partial void Dropped(ILogger logger, string function, string reason);

        [LoggerMessage(3, LogLevel.Information, "Event for {Function} back in the queue ({Reason}), tried again in {Wait}")]
        public static partial void Postponed(ILogger logger, string function, string reason, TimeSpan wait);
    }
}
