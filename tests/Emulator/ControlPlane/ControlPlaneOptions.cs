namespace Egress.Emulator.ControlPlane;

/// <summary>How hostile the control plane is. The default is a friendly one: no rates, no faults.</summary>
internal sealed record ControlPlaneOptions
{
    /// <summary>The account's own rates; null for none.</summary>
    public AccountRates? Rates { get; init; }

    /// <summary>
    /// Sees every recognised call before it is performed and says what becomes of it. It may throw <see cref="ControlPlaneException"/>, or anything else
    /// that a test wants to happen at that moment.
    /// </summary>
    public Func<ControlPlaneOperation, CancellationToken, Task<Fault>> Faults { get; init; } = (_, _) => Task.FromResult(Fault.None);

    /// <summary>The one place where a call is held up or refused although nothing is wrong with it. True: perform it and lose the answer.</summary>
    internal async Task<bool> HinderAsync(ControlPlaneOperation operation, CancellationToken cancellationToken)
    {
        Rates?.Take(operation);
        return await Faults(operation, cancellationToken) == Fault.LostAnswer;
    }
}
