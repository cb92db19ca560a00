namespace Egress.Emulator.ControlPlane;

/// <summary>Where a step of a rotation stands.</summary>
internal enum RotationStepOutcome
{
    Started,
    Succeeded,
    Failed,
}
