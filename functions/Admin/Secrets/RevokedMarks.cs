namespace Egress.Admin.Secrets;

/// <summary>The fingerprints of revoked values, in a tag of the consumer's secret: it outlives the keys, and no value that it names gets a key again.</summary>
internal sealed class RevokedMarks(SecretStore secrets, SecretDirectory directory)
{
    private const int Most = 28; // 9 characters each, 256 in a tag's value

    /// <summary>One tag holds them all, so of two that are written at once the later one drops the other: to be repeated at the end.</summary>
    public async Task MarkAsync(string secretId, string fingerprint, CancellationToken cancellationToken)
    {
        var marked = (await secrets.DescribeAsync(secretId, cancellationToken)).Revoked;
        if (!marked.Contains(fingerprint))
        {
            await directory.TagAsync(secretId, Tag.Revoked, string.Join(' ', marked.Append(fingerprint).TakeLast(Most)), cancellationToken);
        }
    }
}
