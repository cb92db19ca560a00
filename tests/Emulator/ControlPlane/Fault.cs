namespace Egress.Emulator.ControlPlane;

/// <summary>What becomes of a call; a refusal is thrown instead.</summary>
internal enum Fault
{
    None,

    /// <summary>The call takes effect, its answer never arrives.</summary>
    LostAnswer,

    /// <summary>The connection is cut before the call takes effect. Its caller cannot tell the two apart.</summary>
    LostCall,
}
