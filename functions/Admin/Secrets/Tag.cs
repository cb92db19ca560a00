namespace Egress.Admin.Secrets;

/// <summary>Names of the tags on our secrets and keys.</summary>
internal static class Tag
{
    public const string Stack = "egress:stack";
    public const string Consumer = "egress:consumer";
    public const string Version = "egress:version";
    public const string Origin = "egress:origin";

    /// <summary>On a secret: the fingerprints of its revoked values, with spaces between.</summary>
    public const string Revoked = "egress:revoked";

    /// <summary>On a secret: <see cref="Asked"/>, one tag for each action.</summary>
    public const string AskedPrefix = "egress:asked/";

    /// <summary>A run-time consumer's grant: one tag <c>egress:grant/{upstream}=on</c> each, so that adding and removing need no read before the write.</summary>
    public const string GrantPrefix = "egress:grant/";
}
