namespace Egress.Admin.Secrets;

/// <summary>Consumers by name: the template's has the secret that the template made, one that was issued at run time has a secret of a fixed name.</summary>
internal sealed class Consumers(SecretStore secrets, AdminOptions options)
{
    /// <summary>The ARN or the name.</summary>
    public string IdOf(string consumer) => consumer == options.Consumer ? options.SecretId : NameOf(options.Stack, consumer);

    /// <summary>The name of an issued consumer's secret.</summary>
    public static string NameOf(string stack, string consumer) => $"egress/{stack}/{consumer}";

    /// <summary>Tags are easily given, and copied to replicas: what bears ours is a consumer's secret only under its name.</summary>
    public static bool IsOurs(SecretState secret, AdminOptions options) =>
        secret.Id == options.SecretId || (secret.Consumer is { } consumer && consumer != options.Consumer && secret.Name == NameOf(options.Stack, consumer));

    /// <summary>Null when there is no such consumer in this stack.</summary>
    public async Task<SecretState?> FindAsync(string consumer, CancellationToken cancellationToken) =>
        await secrets.FindAsync(IdOf(consumer), cancellationToken) is { } secret && secret.Stack == options.Stack && secret.Consumer == consumer ? secret : null;

    public async Task<SecretState> ReadAsync(string consumer, CancellationToken cancellationToken)
    {
        var secret = await FindAsync(consumer, cancellationToken)
            ?? throw new RefusedException($"Stack {options.Stack} has no consumer {consumer}: no secret {IdOf(consumer)} with the tags {Tag.Stack}={options.Stack} and {Tag.Consumer}={consumer}. See them with {{\"action\":\"list\"}}. Nothing was changed.");
        return !secret.IsDeleted ? secret : throw new RefusedException($"The secret of consumer {consumer} is marked as deleted. Restore it first. Nothing was changed.");
    }
}
