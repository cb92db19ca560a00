using Egress.Admin.Calls;
using Egress.Admin.Keys;
using Egress.Admin.Secrets;

namespace Egress.Admin.CustomResource;

/// <summary>The keys that Admin made, and the secrets of the consumers that it issued, as one resource of the stack: deleted with it. The anchor key and the first consumer's secret are CloudFormation's own.</summary>
internal sealed class KeysResource(SecretStore secrets, SecretDirectory directory, KeyStore keys, AdminOptions options)
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
        var issued = await DeleteIssuedAsync(ours, cancellationToken); // before the keys: a rotation would make one more
        foreach (var key in ours)
        {
            await keys.DeleteAsync(key, cancellationToken);
        }

        return $"{ours.Length} keys and {issued} secrets deleted";
    }

    // Without a recovery window, as CloudFormation deletes its own: a name in its window could not be issued again, and without its keys a value is worth nothing.
    // The list of secrets is minutes late: a consumer that was issued a moment ago is known by its key.
    private async Task<int> DeleteIssuedAsync(GatewayKey[] ours, CancellationToken cancellationToken)
    {
        var listed = (await directory.ListAsync(options, cancellationToken)).Select(secret => secret.Consumer!);
        var deleted = 0;
        foreach (var consumer in listed.Union(ours.Select(key => KeyName.Parse(key.Name)?.Consumer).OfType<string>()).Where(name => name != options.Consumer))
        {
            // Tags are easily given: what goes has the name of an issued secret, and our tag.
            if (await secrets.FindAsync(Consumers.NameOf(options.Stack, consumer), cancellationToken) is { IsDeleted: false } secret && secret.Stack == options.Stack)
            {
                await directory.DeleteAsync(secret.Id, cancellationToken);
                deleted++;
            }
        }

        return deleted;
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
