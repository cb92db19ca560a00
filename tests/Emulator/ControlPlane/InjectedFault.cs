namespace Egress.Emulator.ControlPlane;

/// <summary>"This happens to that operation" (with or without its service in front, <c>apigateway:CreateApiKey</c>): the next so many calls, or every one.</summary>
internal sealed record InjectedFault(string Operation, FaultKind Kind)
{
    /// <summary>Null: every call.</summary>
    public int? Times { get; init; }
}
