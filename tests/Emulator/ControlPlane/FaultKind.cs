namespace Egress.Emulator.ControlPlane;

/// <summary>What can be made to happen to a call, each as the service itself would answer.</summary>
internal enum FaultKind
{
    /// <summary>The account's rate is used up: a retry helps.</summary>
    Throttled,

    /// <summary>A limit of the account is reached: a retry does not help.</summary>
    Limit,

    /// <summary>The service has an internal fault.</summary>
    Unavailable,

    /// <summary>Performed, and the answer lost.</summary>
    LostAnswer,

    /// <summary>Lost before it was performed.</summary>
    LostCall,
}
