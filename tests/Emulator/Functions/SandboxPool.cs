using System.Collections.Concurrent;
using Egress.Emulator.ControlPlane.Lambda;

namespace Egress.Emulator.Functions;

/// <summary>The sandboxes of one function: an idle one is reused, a further concurrent invocation starts another.</summary>
internal sealed class SandboxPool(FunctionDefinition function, FunctionHostOptions options, TimeProvider time) : IAsyncDisposable
{
    private readonly ConcurrentStack<Sandbox> _idle = [];
    private readonly ConcurrentDictionary<Sandbox, bool> _all = [];
    private readonly SemaphoreSlim _places = new(Math.Min(function.ReservedConcurrency ?? int.MaxValue, options.MaxConcurrency));
    private Task<LogTail?> _preinitialisation = Nothing;
    private Task _beginning = Nothing;
    private volatile bool _isDisposed;

    private static Task<LogTail?> Nothing { get; } = Task.FromResult<LogTail?>(null);

    /// <summary>Starts a sandbox that nobody has asked for yet, unless there is one; the next invocation gets it, or waits until its INIT is over.</summary>
    public void Preinitialise(CancellationToken cancellationToken)
    {
        if (_all.IsEmpty && _beginning.IsCompleted && _preinitialisation == Nothing)
        {
            _beginning = _preinitialisation = PreinitialiseAsync(cancellationToken);
        }
    }

    public async Task<InvocationResult> InvokeAsync(InvocationInput input, CancellationToken cancellationToken)
    {
        if (!await _places.WaitAsync(TimeSpan.Zero, cancellationToken))
        {
            throw LambdaErrors.TooManyAtOnce(isReserved: function.ReservedConcurrency <= options.MaxConcurrency);
        }

        try
        {
            return await InvokeAsync(new Invocation(function, input, time.GetUtcNow()), cancellationToken);
        }
        finally
        {
            _places.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        _isDisposed = true;
        await _beginning.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (var sandbox in _all.Keys)
        {
            await sandbox.DisposeAsync();
        }
    }

    private async Task<InvocationResult> InvokeAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        var (sandbox, failure) = await TakeAsync(invocation, cancellationToken);
        if (sandbox is null)
        {
            return failure!;
        }

        var result = await RunAsync(sandbox, invocation, cancellationToken);
        if (sandbox.IsReusable && !_isDisposed)
        {
            _idle.Push(sandbox);
        }
        else
        {
            await EndAsync(sandbox);
        }

        return result;
    }

    private async Task<InvocationResult> RunAsync(Sandbox sandbox, Invocation invocation, CancellationToken cancellationToken)
    {
        try
        {
            return await sandbox.InvokeAsync(invocation, cancellationToken);
        }
        catch
        {
            await EndAsync(sandbox);
            throw;
        }
    }

    /// <summary>The log of an INIT that failed; null where none did.</summary>
    private async Task<LogTail?> PreinitialiseAsync(CancellationToken cancellationToken)
    {
        var tail = new LogTail();
        try
        {
            if (CodeLocation.Find(function.CodeFolder, function.Handler) is not { Command: not null } code)
            {
                return null;
            }

            if (await InitialisedAsync(code, tail, cancellationToken) is not { } sandbox)
            {
                return tail;
            }

            _idle.Push(sandbox);
            return null;
        }
        catch (Exception failure) when (failure is ProcessStartException or IOException or OperationCanceledException)
        {
            return null; // the first invocation tries again, and can tell somebody
        }
    }

    private async Task<(Sandbox? Sandbox, InvocationResult? Failure)> TakeAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        var failedInit = await Interlocked.Exchange(ref _preinitialisation, Nothing).WaitAsync(cancellationToken);
        while (_idle.TryPop(out var idle))
        {
            if (idle.IsReusable)
            {
                return (idle, null);
            }

            await EndAsync(idle);
        }

        var location = CodeLocation.Find(function.CodeFolder, function.Handler);
        if (location.Command is null)
        {
            return (null, FunctionErrors.InvalidEntrypoint(invocation.Id, location.WhyNot!));
        }

        try
        {
            return (await StartAsync(location, failedInit, cancellationToken), null);
        }
        catch (ProcessStartException failure)
        {
            return (null, FunctionErrors.InvalidEntrypoint(invocation.Id, failure.Message));
        }
    }

    // The second INIT is part of the invocation.
    private async Task<Sandbox> StartAsync(CodeLocation code, LogTail? failedInit, CancellationToken cancellationToken)
    {
        var tail = failedInit ?? new LogTail();
        return (failedInit is null ? await InitialisedAsync(code, tail, cancellationToken) : null) ?? await SandboxAsync(code, tail, cancellationToken);
    }

    /// <summary>Null when its INIT failed.</summary>
    private async Task<Sandbox?> InitialisedAsync(CodeLocation code, LogTail tail, CancellationToken cancellationToken)
    {
        var sandbox = await SandboxAsync(code, tail, cancellationToken);
        try
        {
            if (await sandbox.InitialiseAsync(cancellationToken))
            {
                return sandbox;
            }
        }
        catch
        {
            await EndAsync(sandbox);
            throw;
        }

        await EndAsync(sandbox);
        return null;
    }

    private async Task<Sandbox> SandboxAsync(CodeLocation code, LogTail tail, CancellationToken cancellationToken)
    {
        var sandbox = await Sandbox.StartAsync(function, code, tail, options, time, cancellationToken);
        _all[sandbox] = true;
        return sandbox;
    }

    private async Task EndAsync(Sandbox sandbox)
    {
        _all.TryRemove(sandbox, out _);
        await sandbox.DisposeAsync();
    }
}
