using System.Diagnostics;

namespace Egress.Emulator.Functions;

/// <summary>
/// One process of a function with its Runtime API. INIT is its own phase, of at most ten seconds; a process whose INIT failed is replaced by another, which
/// repeats it within the invocation and its timeout. [Lambda guide, "Understanding the Lambda execution environment lifecycle"] An invocation then
/// <list type="number">
/// <item>waits for the end of a repeated INIT;</item>
/// <item>is sent; the first of answer, crash and timeout ends it;</item>
/// <item>is reported in the log as Lambda reports it.</item>
/// </list>
/// </summary>
internal sealed class Sandbox : IAsyncDisposable
{
    /// <summary>How long the runtime may take to ask for more work, so that its last log lines belong to the invocation that wrote them.</summary>
    private static readonly TimeSpan SettleLimit = TimeSpan.FromMilliseconds(100);

    private readonly FunctionDefinition _function;
    private readonly FunctionHostOptions _options;
    private readonly TimeProvider _time;
    private readonly RuntimeApi _api;
    private readonly RuntimeApiServer _server;
    private readonly SandboxProcess _process;
    private readonly LogTail _tail;
    private readonly long _started;
    private TimeSpan? _initDuration;
    private bool _isBroken;

    private Sandbox(FunctionDefinition function, FunctionHostOptions options, TimeProvider time, RuntimeApi api, RuntimeApiServer server, LogTail tail, ProcessStartInfo command)
    {
        (_function, _options, _time, _api, _server, _tail) = (function, options, time, api, server, tail);
        _started = time.GetTimestamp();
        _process = SandboxProcess.Start(command, Log);
    }

    /// <summary>A process that failed is not asked again.</summary>
    public bool IsReusable => !_isBroken && !_process.Exited.IsCompleted;

    public static async Task<Sandbox> StartAsync(
        FunctionDefinition function, CodeLocation code, LogTail tail, FunctionHostOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        var api = new RuntimeApi();
        var server = await RuntimeApiServer.StartAsync(api, cancellationToken);
        try
        {
            var start = SandboxProcess.Command(code.Command!, code.TaskRoot, SandboxEnvironment.Of(function, options, code.TaskRoot, server.Port, time.GetUtcNow()));
            return new Sandbox(function, options, time, api, server, tail, options.Prepare(new SandboxStart(function, start, server.Port, server.SocketPath)));
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>The INIT phase. False when it failed: the process is of no use then.</summary>
    public async Task<bool> InitialiseAsync(CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(_options.InitLimit, _time);
        var failure = await FailureOfInitAsync("", limit.Token, cancellationToken);
        _initDuration = _time.GetElapsedTime(_started);
        if (failure is null)
        {
            return true;
        }

        _isBroken = true;
        await SettleAsync();
        Log(InvocationReport.FailedInit(_initDuration.Value, failure));
        return false;
    }

    public async Task<InvocationResult> InvokeAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        Log(InvocationReport.Start(invocation.Id));
        var begun = _time.GetTimestamp();
        invocation.Deadline = _time.GetUtcNow() + _function.Timeout;
        using var timeout = new CancellationTokenSource(_function.Timeout, _time);
        var initError = await FailureOfInitAsync(invocation.Id, timeout.Token, cancellationToken); // 1
        var outcome = initError ?? await RunAsync(invocation, timeout.Token, cancellationToken); // 2
        var duration = _time.GetElapsedTime(begun);
        _isBroken = initError is not null || outcome.IsTimeout || _process.Exited.IsCompleted;
        await SettleAsync();
        Report(invocation, outcome, duration); // 3
        _initDuration = null;
        return FunctionErrors.Result(outcome, _tail.Take());
    }

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        await _server.DisposeAsync();
    }

    /// <summary>Null when the runtime asks for work.</summary>
    private async Task<InvocationOutcome?> FailureOfInitAsync(string requestId, CancellationToken timeUp, CancellationToken cancellationToken)
    {
        var first = await FirstOfAsync([_api.Initialised, _api.InitError, _process.Exited], timeUp, cancellationToken);
        return first switch
        {
            _ when _api.InitError.IsCompleted => await _api.InitError,
            _ when _api.Initialised.IsCompleted => null,
            null => FunctionErrors.Timeout(requestId, _function.Timeout),
            _ => FunctionErrors.Exit(requestId, await _process.Exited),
        };
    }

    private async Task<InvocationOutcome> RunAsync(Invocation invocation, CancellationToken timeUp, CancellationToken cancellationToken)
    {
        await _api.SendAsync(invocation, cancellationToken);
        var first = await FirstOfAsync([invocation.Outcome, _process.Exited], timeUp, cancellationToken);
        var end = first is null ? FunctionErrors.Timeout(invocation.Id, _function.Timeout) : null;
        end ??= invocation.Outcome.IsCompleted ? await invocation.Outcome : FunctionErrors.Exit(invocation.Id, await _process.Exited);
        invocation.TryComplete(end); // a later answer is refused
        return await invocation.Outcome;
    }

    /// <summary>Null when the time is up first; throws when the caller gives up.</summary>
    private static async Task<Task?> FirstOfAsync(Task[] tasks, CancellationToken timeUp, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeUp, cancellationToken);
        try
        {
            return await Task.WhenAny(tasks).WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (timeUp.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    private async Task SettleAsync()
    {
        if (_isBroken)
        {
            await _process.DisposeAsync();
            return;
        }

        try
        {
            await Task.WhenAny(_api.Polled, _process.Exited).WaitAsync(SettleLimit, _time);
        }
        catch (TimeoutException)
        {
            // It works on after its answer, as AWS would let it until it is frozen.
        }
    }

    private void Report(Invocation invocation, InvocationOutcome outcome, TimeSpan duration)
    {
        var report = new InvocationReport(invocation.Id, _function, outcome)
        {
            Duration = duration,
            InitDuration = _initDuration,
            PeakMegabytes = _process.PeakMegabytes(),
            IsBroken = _isBroken,
        };
        foreach (var line in report.End(_time.GetUtcNow()))
        {
            Log(line);
        }
    }

    private void Log(string line)
    {
        _tail.Add(line);
        FunctionLog.Line(_options.Logger, _function.LogicalId, line);
    }
}
