using System.Text.Json.Nodes;

namespace Egress.Emulator.ControlPlane.SecretsManager;

/// <summary>A secret's versions: read, put, list, move a label.</summary>
internal sealed class VersionOperations(SecretStore store)
{
    public JsonNode GetSecretValue(JsonObject input)
    {
        var (id, stage) = (input.SecretId(), input.Bounded("VersionStage", 1, 256));
        return Value(store.Lagging(id).Usable(), input.Text("VersionId"), stage);
    }

    /// <summary>A version of the secret, AWSCURRENT unless told; it is noted as read.</summary>
    public JsonObject Value(Secret secret, string? versionId, string? stage)
    {
        var version = Select(secret, versionId, stage);
        store.Touch(secret.Arn, version.Id);
        return SecretJson.Id(secret, version.Id)
            .With("SecretString", version.Value!.Text)
            .With("SecretBinary", version.Value.Base64)
            .With("VersionStages", version.Stages.IsEmpty ? null : version.Stages.ToJson())
            .With("CreatedDate", SecretJson.Date(version.CreatedDate));
    }

    public JsonNode PutSecretValue(JsonObject input)
    {
        var (token, stages) = (input.Token(), input.Texts("VersionStages") ?? [SecretVersion.Current]);
        SecretRules.CheckStages(stages);
        var value = input.Value() ?? throw SecretErrors.InvalidRequest("You must provide either SecretString or SecretBinary.");
        var secret = store.Update(input.SecretId(), secret => SecretVersions.Put(secret.Usable(), token, value, stages, store.Time.GetUtcNow()));
        return SecretJson.Id(secret, token).With("VersionStages", secret.Version(token)!.Stages.ToJson());
    }

    public JsonNode ListSecretVersionIds(JsonObject input)
    {
        var secret = store.Lagging(input.SecretId());
        var versions = secret.Versions.Where(version => !version.Stages.IsEmpty || (input.Flag("IncludeDeprecated") ?? false)).ToArray();
        var page = SecretPage.Of(input, "Versions", versions, version => Json(secret, version));
        return page.With("ARN", secret.Arn).With("Name", secret.Name);
    }

    public JsonNode UpdateSecretVersionStage(JsonObject input)
    {
        var stage = input.Text("VersionStage") ?? "";
        SecretRules.CheckStages([stage]);
        var (from, to) = (input.Text("RemoveFromVersionId"), input.Text("MoveToVersionId"));
        return SecretJson.Id(store.Update(input.SecretId(), secret => SecretVersions.Move(secret.Usable(), stage, from, to, store.Time.GetUtcNow())));
    }

    /// <summary>A version without a value yet is not found. Texts recorded (test_secret_version_not_found, test_get_secret_value_errors).</summary>
    private static SecretVersion Select(Secret secret, string? versionId, string? stage)
    {
        if (versionId is null)
        {
            return secret.VersionOf(stage ?? SecretVersion.Current) is { Value: not null } labelled ? labelled : throw SecretErrors.NoSuchStage(stage ?? SecretVersion.Current);
        }

        if (secret.Version(versionId) is not { Value: not null } version)
        {
            throw SecretErrors.NoSuchVersion(versionId);
        }

        return stage is null || version.Has(stage) ? version : throw SecretErrors.InvalidRequest("You provided a VersionStage that is not associated to the provided VersionId.");
    }

    private static JsonObject Json(Secret secret, SecretVersion version) => new JsonObject
    {
        ["VersionId"] = version.Id,
        ["CreatedDate"] = SecretJson.Date(version.CreatedDate),
        ["KmsKeyIds"] = new JsonArray(secret.KmsKeyId ?? "DefaultEncryptionKey"),
    }
        .With("VersionStages", version.Stages.IsEmpty ? null : version.Stages.ToJson())
        .With("LastAccessedDate", SecretJson.Date(version.LastAccessedDate));
}
