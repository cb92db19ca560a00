namespace Egress.Emulator.ControlPlane;

/// <summary>How hostile the control plane is. The default is a friendly one: no rates, no faults.</summary>
internal sealed record ControlPlaneOptions
{
    private readonly InjectedFaults _injected = new([]);

    /// <summary>The account's own rates; null for none.</summary>
    public AccountRates? Rates { get; init; }

    /// <summary>
    /// Sees every recognised call before it is performed and says what becomes of it. It may throw <see cref="ControlPlaneException"/>, or anything else
    /// that a test wants to happen at that moment.
    /// </summary>
    public Func<ControlPlaneOperation, CancellationToken, Task<Fault>> Faults { get; init; } = (_, _) => Task.FromResult(Fault.None);

    /// <summary>Faults by the name of an operation, as <c>--fault</c> has them.</summary>
    public IReadOnlyList<InjectedFault> Injected
    {
        get;
        init => (field, _injected) = (value, new InjectedFaults(value));
    }
    = [];

    /// <summary>A stack that is still being made is left in peace: what is asked for here must not keep it from coming up.</summary>
    public Func<bool> IsInForce { get; init; } = () => true;

    /// <summary>The one place where a call is held up, refused or lost although nothing is wrong with it.</summary>
    internal async Task<Fault> HinderAsync(ControlPlaneOperation operation, CancellationToken cancellationToken)
    {
        if (!IsInForce())
        {
            return Fault.None;
        }

        Rates?.Take(operation);
        var injected = _injected.Hit(operation);
        return injected == Fault.None ? await Faults(operation, cancellationToken) : injected;
    }
}
