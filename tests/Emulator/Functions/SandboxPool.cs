using System.Collections.Concurrent;
using Egress.Emulator.ControlPlane.Lambda;

namespace Egress.Emulator.Functions;

/// <summary>The sandboxes of one function: an idle one is reused, a further concurrent invocation starts another.</summary>
internal sealed class SandboxPool(FunctionDefinition function, FunctionHostOptions options, TimeProvider time) : IAsyncDisposable
{
    private readonly ConcurrentStack<Sandbox> _idle = [];
    private readonly ConcurrentDictionary<Sandbox, bool> _all = [];
    private readonly SemaphoreSlim _places = new(Math.Min(function.ReservedConcurrency ?? int.MaxValue, options.MaxConcurrency));
    private volatile bool _isDisposed;

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

    private async Task<(Sandbox? Sandbox, InvocationResult? Failure)> TakeAsync(Invocation invocation, CancellationToken cancellationToken)
    {
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
            return (await StartAsync(location, cancellationToken), null);
        }
        catch (ProcessStartException failure)
        {
            return (null, FunctionErrors.InvalidEntrypoint(invocation.Id, failure.Message));
        }
    }

    private async Task<Sandbox> StartAsync(CodeLocation code, CancellationToken cancellationToken)
    {
        var tail = new LogTail();
        var sandbox = await StartAsync(code, tail, cancellationToken);
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
        return await StartAsync(code, tail, cancellationToken); // the second INIT is part of the invocation
    }

    private async Task<Sandbox> StartAsync(CodeLocation code, LogTail tail, CancellationToken cancellationToken)
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
