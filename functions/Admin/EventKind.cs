namespace Egress.Admin;

/// <summary>Who sent the event.</summary>
internal enum EventKind
{
    Unknown,

    /// <summary>Secrets Manager: one step of a rotation.</summary>
    Rotation,

    /// <summary>CloudFormation: a custom resource of the stack.</summary>
    Stack,

    /// <summary>EventBridge: it is time to sweep.</summary>
    Schedule,

    /// <summary>A person, or a script.</summary>
    Operator,
}
