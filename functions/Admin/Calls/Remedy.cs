namespace Egress.Admin.Calls;

/// <summary>What a failed call allows.</summary>
internal enum Remedy
{
    /// <summary>The answer is final.</summary>
    None,

    /// <summary>Nothing was done: wait and send it again.</summary>
    Wait,

    /// <summary>It may or may not have been done.</summary>
    ReadAgain,
}
