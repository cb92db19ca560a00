using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Egress.Emulator.ControlPlane.SecretsManager;

/// <summary>A secret as a whole: create, describe, list, change, tag, delete, restore.</summary>
internal sealed class SecretOperations(SecretStore store)
{
    private const int DefaultRecoveryDays = 30;

    public JsonNode CreateSecret(JsonObject input)
    {
        var (token, value) = (input.Token(), input.Value());
        if (input.Objects("AddReplicaRegions").Count > 0)
        {
            throw SecretErrors.InvalidParameter("AddReplicaRegions is not possible: the emulator has one Region.");
        }

        var secret = store.Create(new NewSecret(input.Text("Name") ?? "", input.Description(), input.KmsKeyId(), input.Tags()), token, value);
        return SecretJson.Id(secret, value is null ? null : token);
    }

    public JsonNode DescribeSecret(JsonObject input) => SecretJson.Of(store.Lagging(input.SecretId()), "VersionIdsToStages");

    public JsonNode ListSecrets(JsonObject input)
    {
        var filters = SecretFilter.Read(input);
        var includesDeleted = input.Flag("IncludePlannedDeletion") ?? false;
        var secrets = store.AllLagging()
            .Where(secret => includesDeleted || secret.DeletedDate is null)
            .Where(secret => filters.All(filter => filter.Matches(secret, store.Region)));
        return SecretPage.Of(input, "SecretList", [.. SecretOrder.Read(input).Sort(secrets)], secret => SecretJson.Of(secret, "SecretVersionsToStages"));
    }

    /// <summary>A new value becomes AWSCURRENT. Unlike PutSecretValue, it is refused with the token of an existing version.</summary>
    public JsonNode UpdateSecret(JsonObject input)
    {
        var (token, value, now) = (input.Token(), input.Value(), store.Time.GetUtcNow());
        var updated = store.Update(input.SecretId(), secret =>
        {
            var changed = secret.Usable() with
            {
                Description = input.Description() ?? secret.Description,
                KmsKeyId = input.KmsKeyId() ?? secret.KmsKeyId,
                LastChangedDate = now,
            };
            if (value is not null && secret.Version(token)?.Value is not null)
            {
                throw SecretErrors.Exists($"You can't use ClientRequestToken {token} because that value is already in use for a version of secret {secret.Arn}.");
            }

            return value is null ? changed : SecretVersions.Put(changed, token, value, [SecretVersion.Current], now);
        });
        return SecretJson.Id(updated, value is null ? null : token);
    }

    public JsonNode DeleteSecret(JsonObject input)
    {
        var (days, isForced, now) = (input.Whole("RecoveryWindowInDays"), input.Flag("ForceDeleteWithoutRecovery") ?? false, store.Time.GetUtcNow());
        if (isForced && days is not null)
        {
            throw SecretErrors.InvalidParameter("You can't use ForceDeleteWithoutRecovery in conjunction with RecoveryWindowInDays.");
        }

        if (days is < 7 or > 30)
        {
            throw SecretErrors.InvalidParameter("The RecoveryWindowInDays value must be between 7 and 30 days (inclusive).");
        }

        if (isForced)
        {
            var (arn, name) = store.Discard(input.SecretId());
            return new JsonObject { ["ARN"] = arn, ["Name"] = name, ["DeletionDate"] = SecretJson.Date(now) };
        }

        var deleted = store.Update(input.SecretId(), secret => secret.Usable() with { DeletedDate = now.AddDays(days ?? DefaultRecoveryDays) });
        return SecretJson.Id(deleted).With("DeletionDate", SecretJson.Date(deleted.DeletedDate));
    }

    public JsonNode RestoreSecret(JsonObject input) => SecretJson.Id(store.Update(input.SecretId(), secret => secret with { DeletedDate = null }));

    public JsonNode TagResource(JsonObject input)
    {
        ChangeTags(input, tags => tags.SetItems(input.Tags()));
        return new JsonObject();
    }

    public JsonNode UntagResource(JsonObject input)
    {
        ChangeTags(input, tags => tags.RemoveRange(input.Texts("TagKeys") ?? []));
        return new JsonObject();
    }

    private void ChangeTags(JsonObject input, Func<ImmutableSortedDictionary<string, string>, ImmutableSortedDictionary<string, string>> change) =>
        store.Update(input.SecretId(), secret =>
        {
            var tags = change(secret.Usable().Tags);
            SecretRules.CheckTags(tags);
            return secret with { Tags = tags, WasTagged = true, LastChangedDate = store.Time.GetUtcNow() };
        });
}
