namespace Egress.Emulator.ControlPlane;

/// <summary>"This happens to that operation": the next so many calls, or every one.</summary>
internal sealed record InjectedFault(string Operation, FaultKind Kind)
{
    /// <summary>Null: every call.</summary>
    public int? Times { get; init; }
}
