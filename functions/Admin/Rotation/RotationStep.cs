namespace Egress.Admin.Rotation;

/// <summary>The four steps, in the order in which Secrets Manager asks for them.</summary>
internal enum RotationStep
{
    CreateSecret,
    SetSecret,
    TestSecret,
    FinishSecret,
}
