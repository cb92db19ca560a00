namespace Egress.Simulation;

/// <summary>What happens to one call of AWS, at the wire.</summary>
public enum CallFate
{
    Served,

    /// <summary>Admin's process ends before the call is sent.</summary>
    KilledBefore,

    /// <summary>The call takes effect, its answer is lost.</summary>
    AnswerLost,

    /// <summary>The call takes effect, then Admin's process ends.</summary>
    KilledAfter,
}
