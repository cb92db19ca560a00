namespace Egress.Emulator.ControlPlane;

/// <summary>Faults that were asked for, by <c>service:Operation</c>, each used up by the calls that it hits.</summary>
internal sealed class InjectedFaults(IEnumerable<InjectedFault> faults)
{
    private readonly Dictionary<string, (FaultKind Kind, int? Left)> _faults = faults.ToDictionary(fault => fault.Operation, fault => (fault.Kind, fault.Times), StringComparer.Ordinal);
    private readonly Lock _lock = new();

    /// <summary>Throws where the call is to be refused.</summary>
    public Fault Hit(ControlPlaneOperation operation) => Take($"{operation.Service}:{operation.Name}") switch
    {
        null => Fault.None,
        FaultKind.LostAnswer => Fault.LostAnswer,
        FaultKind.LostCall => Fault.LostCall,
        FaultKind.Throttled => throw ServiceFaults.Throttled(operation.Service),
        FaultKind.Limit => throw ServiceFaults.LimitExceeded(operation.Service),
        FaultKind.Unavailable => throw ServiceFaults.Unavailable(operation.Service),
        var kind => throw new System.Diagnostics.UnreachableException($"The fault {kind}."),
    };

    private FaultKind? Take(string operation)
    {
        lock (_lock)
        {
            if (!_faults.TryGetValue(operation, out var fault) || fault.Left == 0)
            {
                return null;
            }

            _faults[operation] = (fault.Kind, fault.Left - 1);
            return fault.Kind;
        }
    }
}
