using System.Collections.Concurrent;
using Egress.Emulator.ControlPlane;
using Microsoft.AspNetCore.Http;

namespace Egress.Emulator.Functions;

/// <summary>Runs functions as real processes over the Lambda Runtime API, one process per concurrent invocation.</summary>
internal sealed class FunctionHost(TimeProvider time, FunctionHostOptions options) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, (FunctionDefinition Definition, InvokeFunction Invoke)> _functions = [];
    private readonly ConcurrentBag<SandboxPool> _pools = [];
    private readonly CancellationTokenSource _stopping = new();

    public FunctionHost(TimeProvider time)
        : this(time, new FunctionHostOptions())
    {
    }

    public TimeProvider Time { get; } = time;

    /// <summary>Cancelled when the host is disposed.</summary>
    public CancellationToken Stopping => _stopping.Token;

    public IReadOnlyCollection<FunctionDefinition> Functions => [.. _functions.Values.Select(function => function.Definition)];

    public void Add(FunctionDefinition function)
    {
        if (!options.RunsFunctions)
        {
            Add(function, (_, _) => throw NotRunning(function));
            return;
        }

        var pool = new SandboxPool(function, options, Time);
        _pools.Add(pool);
        Add(function, pool.InvokeAsync);
    }

    /// <summary>A function that runs in this process: for a simulation in virtual time, and where no process can be started.</summary>
    /// <exception cref="ArgumentException">There is a function with this logical id.</exception>
    public void Add(FunctionDefinition function, InvokeFunction invoke)
    {
        if (!_functions.TryAdd(function.LogicalId, (function, invoke)))
        {
            throw new ArgumentException($"Found a second function '{function.LogicalId}', expected one for each logical id.", nameof(function));
        }
    }

    /// <summary>Finds a function by logical id, name or ARN.</summary>
    public FunctionDefinition? Find(string function) =>
        Functions.FirstOrDefault(candidate => candidate.LogicalId == function || candidate.Name == function || candidate.Arn == ArnOf(function));

    /// <summary>The ARN that a name, an ARN or a partial ARN (<c>123456789012:function:name</c>) stands for.</summary>
    public string ArnOf(string function) => function.Split(':') switch
    {
        ["arn", ..] => function,
        [var account, "function", var name] => $"arn:aws:lambda:{options.Region}:{account}:function:{name}",
        _ => $"arn:aws:lambda:{options.Region}:{options.AccountId}:function:{function}",
    };

    public async Task<InvocationResult> InvokeAsync(FunctionDefinition function, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, Stopping);
        return await _functions[function.LogicalId].Invoke(payload, either.Token);
    }

    // The shape of Lambda's own refusal of a function that is not in the state Active; SDKs do not repeat it.
    private static ControlPlaneException NotRunning(FunctionDefinition function) => new(
        "ResourceConflictException",
        StatusCodes.Status409Conflict,
        $"The operation cannot be performed at this time. {function.LogicalId} is not started, because the emulator runs with --no-functions. Start it without that option.");

    /// <summary>Ends every process that was started, with its children.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        foreach (var pool in _pools)
        {
            await pool.DisposeAsync();
        }
    }
}
