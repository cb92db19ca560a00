namespace Egress.Admin.Sweeping;

/// <summary>What a key is to its consumer, by the labels of the secret.</summary>
internal enum KeyRole
{
    /// <summary>Neither current nor pending; also a key of which nothing is known, since it may have been current.</summary>
    Superseded,
    Pending,
    Current,
}
