namespace Egress.Admin.Secrets;

/// <summary>One immutable version of a secret.</summary>
internal sealed record SecretVersion(string Id, SecretDocument Document);
