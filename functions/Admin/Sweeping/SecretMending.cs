using Egress.Admin.Grants;
using Egress.Admin.Keys;
using Egress.Admin.Secrets;

namespace Egress.Admin.Sweeping;

/// <summary>What can be wrong with a consumer's secret, apart from its keys.</summary>
internal sealed class SecretMending(SecretStore secrets, SecretDirectory directory, KeyMaker maker, Declaration declaration, Attachments attachments, AdminOptions options, TimeProvider time)
{
    /// <summary>A consumer that is being issued has its secret before its schedule, and a list of secrets is minutes late.</summary>
    private static readonly TimeSpan SettlingIn = TimeSpan.FromHours(1);

    public async Task<IReadOnlyList<Mend>> FindAsync(ConsumerFacts consumer, CancellationToken cancellationToken)
    {
        if (consumer.Secret is not { } secret)
        {
            return [.. consumer.Problems.Select(Told)];
        }

        var mends = consumer.Problems.Select(Told).ToList();
        mends.AddRange(await DeadRotationAsync(secret, cancellationToken));
        if (consumer.Keyless is { } keyless)
        {
            mends.Add(secret.Revoked.Contains(keyless.Document.ApiKey.Fingerprint)
                ? Told($"the value of {Label.Current} (fp {keyless.Document.ApiKey.Fingerprint}) is revoked and has no key; rotate the consumer")
                : new Mend("RepairKey", $"the value of {Label.Current} (fp {keyless.Document.ApiKey.Fingerprint}) was put by hand, or its key was deleted: a key with it is made", IsAlarm: true, token => RepairAsync(consumer, keyless, token)));
        }

        mends.AddRange(TagMends(consumer, secret));
        if (!secret.IsRotationEnabled && !(time.GetUtcNow() - secret.Created < SettlingIn))
        {
            mends.Add(Told("rotation is switched off; CancelRotateSecret does that. Deploy the schedule again, or call RotateSecret with this function"));
        }

        return mends;
    }

    private static Mend Told(string problem) => new("Tell", problem, IsAlarm: true, null);

    private async Task<IEnumerable<Mend>> DeadRotationAsync(SecretState secret, CancellationToken cancellationToken)
    {
        if (secret.PendingVersion is not { } pending || await directory.BegunAsync(secret.Id, pending, cancellationToken) is not { } begun || time.GetUtcNow() - begun < options.PendingAbort)
        {
            return [];
        }

        return [new Mend("AbortRotation", $"version {pending} is {Label.Pending} since {begun:u}; that rotation is dead", IsAlarm: true, token => secrets.RemovePendingAsync(secret.Id, pending, token))];
    }

    // The grants that the anchor declares are copied to tags, for the day when somebody deletes the anchor.
    private IEnumerable<Mend> TagMends(ConsumerFacts consumer, SecretState secret)
    {
        if (consumer.Name != options.Consumer || consumer.Granted is not { } granted || consumer.Keys.All(key => !key.IsAnchor))
        {
            return consumer.Name == options.Consumer ? [Told($"the anchor key {options.AnchorKeyId} is gone; the grants are those of the secret's tags. Never delete that key: the template declares it")] : [];
        }

        var hosts = granted.SelectMany(plan => plan.Stages).Select(Upstream.HostOf).ToHashSet(StringComparer.Ordinal);
        return hosts.Except(secret.GrantTags).Select(host => new Mend("CopyGrant", $"the anchor grants {host}", IsAlarm: false, token => directory.TagAsync(secret.Id, Tag.GrantPrefix + host, "on", token)))
            .Concat(secret.GrantTags.Except(hosts).Select(host => new Mend("DropGrant", $"the anchor does not grant {host} any more", IsAlarm: false, token => directory.UntagAsync(secret.Id, Tag.GrantPrefix + host, token))));
    }

    private async Task RepairAsync(ConsumerFacts consumer, SecretVersion keyless, CancellationToken cancellationToken)
    {
        var secret = await secrets.DescribeAsync(consumer.Secret!.Id, cancellationToken);
        if (secret.VersionOf(Label.Current) != keyless.Id || secret.Revoked.Contains(keyless.Document.ApiKey.Fingerprint))
        {
            return;
        }

        var key = await maker.FindOrMakeAsync(keyless.Document, "repair", cancellationToken)
            ?? throw new RefusedException($"The value of {Label.Current} of consumer {consumer.Name} (fp {keyless.Document.ApiKey.Fingerprint}) belongs to a key of somebody else. Rotate the consumer.");
        if (await declaration.FindAsync(secret, consumer.Name, cancellationToken) is { } grants)
        {
            await attachments.AttachAsync(key, grants, cancellationToken);
        }
    }
}
