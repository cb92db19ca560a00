using Egress.Admin.Calls;
using Egress.Admin.Keys;
using Egress.Admin.Secrets;

namespace Egress.Admin.CustomResource;

/// <summary>The keys that Admin made, as one resource of the stack: deleted with it. The anchor key is CloudFormation's own.</summary>
internal sealed class KeysResource(SecretStore secrets, KeyStore keys, AdminOptions options)
{
    public const string Type = "Custom::EgressKeys";

    public async Task<string> DeleteAsync(ResourceProperties properties, CancellationToken cancellationToken)
    {
        if (properties.SecretId is { Length: > 0 } secretId)
        {
            await StopRotationAsync(secretId, cancellationToken);
        }

        // Ours by name and by tag: a name alone is easily given, and a key of another stack must survive ours.
        var ours = (await keys.ListAsync(KeyName.PrefixOf(options.Stack), cancellationToken))
            .Where(key => key.Id != options.AnchorKeyId && key.Tags.GetValueOrDefault(Tag.Stack) == options.Stack).ToArray();
        foreach (var key in ours)
        {
            await keys.DeleteAsync(key, cancellationToken);
        }

        return $"{ours.Length} keys deleted";
    }

    private async Task StopRotationAsync(string secretId, CancellationToken cancellationToken)
    {
        try
        {
            if (await secrets.FindAsync(secretId, cancellationToken) is { IsDeleted: false } secret && secret.VersionOf(Label.Pending) is { } pending && !secret.Has(pending, Label.Current))
            {
                await secrets.RemovePendingAsync(secretId, pending, cancellationToken);
            }
        }
        catch (CallFailedException)
        {
            // Best effort: the keys go all the same, and without them a rotation that runs on finds nothing to do.
        }
    }
}
