using System.Globalization;

namespace Egress.Emulator.Functions;

/// <summary>The lines by which Lambda frames an invocation in the log.</summary>
internal sealed record InvocationReport(string RequestId, FunctionDefinition Function, InvocationOutcome Outcome)
{
    public required TimeSpan Duration { get; init; }

    /// <summary>Null for a process that was there already.</summary>
    public TimeSpan? InitDuration { get; init; }

    public required long PeakMegabytes { get; init; }

    /// <summary>The process did not outlive the invocation.</summary>
    public bool IsBroken { get; init; }

    public static string Start(string requestId) => $"START RequestId: {requestId} Version: $LATEST";

    /// <summary>A successful INIT is a field of REPORT; a failed one has a line of its own.</summary>
    public static string FailedInit(TimeSpan duration, InvocationOutcome failure) => string.Create(
        CultureInfo.InvariantCulture,
        $"INIT_REPORT Init Duration: {duration.TotalMilliseconds:F2} ms\tPhase: init\tStatus: {(failure.IsTimeout ? "timeout" : $"error\tError Type: {failure.ErrorType}")}");

    public IEnumerable<string> End(DateTimeOffset now)
    {
        if (Outcome.IsTimeout)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{now:yyyy-MM-ddTHH:mm:ss.fffZ} {RequestId} Task timed out after {Function.Timeout.TotalSeconds:F2} seconds");
        }

        yield return $"END RequestId: {RequestId}";
        string?[] fields =
        [
            $"REPORT RequestId: {RequestId}",
            string.Create(CultureInfo.InvariantCulture, $"Duration: {Duration.TotalMilliseconds:F2} ms"),
            string.Create(CultureInfo.InvariantCulture, $"Billed Duration: {Billed:F0} ms"),
            $"Memory Size: {Function.MemoryMegabytes} MB",
            $"Max Memory Used: {PeakMegabytes} MB",
            InitDuration is { } init ? string.Create(CultureInfo.InvariantCulture, $"Init Duration: {init.TotalMilliseconds:F2} ms") : null,
            Outcome.IsTimeout ? "Status: timeout" : null,
            IsBroken && !Outcome.IsTimeout ? $"Status: error\tError Type: {Outcome.ErrorType}" : null,
            Outcome.IsTimeout || IsBroken ? null : "", // the line of a success ends in a tab (recorded 2025-11-24)
        ];
        yield return string.Join('\t', fields.OfType<string>());
    }

    /// <summary>INIT is billed since 2025-08-01.</summary>
    private double Billed => Math.Ceiling((Duration + (InitDuration ?? TimeSpan.Zero)).TotalMilliseconds);
}
