using System.Collections.Concurrent;
using Egress.Emulator.ControlPlane;
using Microsoft.AspNetCore.Http;

namespace Egress.Emulator.Functions;

/// <summary>Runs functions as real processes over the Lambda Runtime API, one process per concurrent invocation.</summary>
internal sealed class FunctionHost(TimeProvider time, FunctionHostOptions options) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, (FunctionDefinition Definition, Func<InvocationInput, CancellationToken, Task<InvocationResult>> Invoke)> _functions = [];
    private readonly ConcurrentDictionary<string, SandboxPool> _pools = [];
    private readonly ConcurrentQueue<FunctionPermission> _permissions = [];
    private readonly CancellationTokenSource _stopping = new();

    public FunctionHost(TimeProvider time)
        : this(time, new FunctionHostOptions())
    {
    }

    public TimeProvider Time { get; } = time;
    public string Region => options.Region;
    public string AccountId => options.AccountId;
    public DateTimeOffset Started { get; } = time.GetUtcNow();

    /// <summary>Sandboxes of one function at the same time, where nothing is reserved for it.</summary>
    public int MaxConcurrency => options.MaxConcurrency;

    /// <summary>Cancelled when the host is disposed.</summary>
    public CancellationToken Stopping => _stopping.Token;

    public IReadOnlyCollection<FunctionDefinition> Functions => [.. _functions.Values.Select(function => function.Definition)];

    public void Add(FunctionDefinition function)
    {
        if (!options.RunsFunctions)
        {
            Register(function, (_, _) => throw NotRunning(function));
            return;
        }

        var pool = new SandboxPool(function, options, Time);
        Register(function, pool.InvokeAsync);
        _pools[function.LogicalId] = pool;
    }

    /// <summary>A function that runs in this process: for a simulation in virtual time, and where no process can be started.</summary>
    /// <exception cref="ArgumentException">There is a function with this logical id.</exception>
    public void Add(FunctionDefinition function, InvokeFunction invoke) => Register(function, (input, cancellationToken) => invoke(input.Payload, cancellationToken));

    /// <summary>
    /// Starts a process before there is an invocation for it; a function that runs in this process needs none. Its INIT is then over, or under way, when it is invoked.
    /// [Lambda guide, "Understanding the Lambda execution environment lifecycle": Lambda occasionally pre-initializes execution environments]
    /// </summary>
    public void Preinitialise(FunctionDefinition function)
    {
        if (_pools.TryGetValue(function.LogicalId, out var pool))
        {
            pool.Preinitialise(Stopping);
        }
    }

    /// <summary>Notes what AddPermission would do; whoever invokes here is asked for no permission.</summary>
    public void Permit(FunctionPermission permission) => _permissions.Enqueue(permission);

    public IEnumerable<FunctionPermission> PermissionsOf(FunctionDefinition function) => _permissions.Where(permission => permission.FunctionArn == function.Arn);

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

    public Task<InvocationResult> InvokeAsync(FunctionDefinition function, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken) =>
        InvokeAsync(function, new InvocationInput(payload), cancellationToken);

    public async Task<InvocationResult> InvokeAsync(FunctionDefinition function, InvocationInput input, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, Stopping);
        return await _functions[function.LogicalId].Invoke(input, either.Token);
    }

    private void Register(FunctionDefinition function, Func<InvocationInput, CancellationToken, Task<InvocationResult>> invoke)
    {
        if (!_functions.TryAdd(function.LogicalId, (function, invoke)))
        {
            throw new ArgumentException($"Found a second function '{function.LogicalId}', expected one for each logical id.", nameof(function));
        }
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
        foreach (var pool in _pools.Values)
        {
            await pool.DisposeAsync();
        }
    }
}
