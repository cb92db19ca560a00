namespace Egress.Emulator.Gateway.Velocity;

/// <summary>How it goes on after a piece of a template.</summary>
internal enum Flow
{
    Next,

    /// <summary>Behind the innermost loop.</summary>
    Break,

    /// <summary>Nowhere: what is printed so far is all.</summary>
    Stop,
}
