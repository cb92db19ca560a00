using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Egress.Emulator.Functions;

/// <summary>Where and how functions run.</summary>
internal sealed record FunctionHostOptions
{
    public string Region { get; init; } = "us-east-1";
    public string AccountId { get; init; } = "123456789012";

    /// <summary>False: functions are known, and whoever invokes one is told that none is started.</summary>
    public bool RunsFunctions { get; init; } = true;

    /// <summary>The last word on a process before it starts: more variables, another command around the command.</summary>
    public Func<SandboxStart, ProcessStartInfo> Prepare { get; init; } = start => start.Command;

    /// <summary>Gets every line that a function writes, with its name.</summary>
    public ILogger Logger { get; init; } = NullLogger.Instance;

    /// <summary>Sandboxes of one function at the same time; further calls are throttled. AWS's account-wide default is 1,000, which no laptop carries.</summary>
    public int MaxConcurrency { get; init; } = 50;

    /// <summary>[Lambda guide, "Lambda execution environments": the INIT phase is limited to 10 seconds; then it is repeated within the function's timeout]</summary>
    public TimeSpan InitLimit { get; init; } = TimeSpan.FromSeconds(10);
}
