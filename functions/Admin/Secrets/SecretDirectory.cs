using Amazon.SecretsManager;
using Amazon.SecretsManager.Model;
using Egress.Admin.Calls;

namespace Egress.Admin.Secrets;

/// <summary>Secrets Manager's secrets as things that exist, bear tags and are rotated; what is inside them is <see cref="SecretStore"/>'s.</summary>
internal sealed class SecretDirectory(IAmazonSecretsManager secrets, Attempts attempts)
{
    private const int LargestPage = 100;

    /// <summary>Every consumer's secret. The list may be minutes late, so nothing is destroyed on its word alone.</summary>
    public async Task<IReadOnlyList<SecretState>> ListAsync(AdminOptions options, CancellationToken cancellationToken) =>
        [.. (await ListTaggedAsync(options.Stack, cancellationToken)).Where(secret => Consumers.IsOurs(secret, options))];

    /// <summary>The same, with every other secret that bears their tags.</summary>
    public async Task<IReadOnlyList<SecretState>> ListTaggedAsync(string stack, CancellationToken cancellationToken)
    {
        var all = await Pages.AllAsync("ListSecrets", position => attempts.RepeatAsync("ListSecrets", async token =>
        {
            var request = new ListSecretsRequest
            {
                Filters = [new() { Key = FilterNameStringType.TagKey, Values = [Tag.Stack] }],
                IncludePlannedDeletion = true,
                MaxResults = LargestPage,
                NextToken = position,
            };
            var page = await secrets.ListSecretsAsync(request, token);
            return new Page<SecretState>(page.SecretList?.Select(Read), page.NextToken);
        }, cancellationToken));
        return [.. all.Where(secret => secret.Stack == stack && secret.Consumer is not null)];
    }

    /// <summary>When a version was begun; null when it is not known.</summary>
    public async Task<DateTimeOffset?> BegunAsync(string secretId, string versionId, CancellationToken cancellationToken)
    {
        var all = await Pages.AllAsync("ListSecretVersionIds", position => attempts.RepeatAsync("ListSecretVersionIds", async token =>
        {
            var page = await secrets.ListSecretVersionIdsAsync(new ListSecretVersionIdsRequest { SecretId = secretId, MaxResults = LargestPage, NextToken = position }, token);
            return new Page<SecretVersionsListEntry>(page.Versions, page.NextToken);
        }, cancellationToken));
        return all.FirstOrDefault(version => version.VersionId == versionId)?.CreatedDate is { } created ? new DateTimeOffset(created.ToUniversalTime()) : null;
    }

    /// <summary>Makes the secret of a consumer. False when there is one of that name.</summary>
    public async Task<bool> TryCreateAsync(string name, string token, SecretDocument document, string? kmsKeyArn, IReadOnlyDictionary<string, string> tags, CancellationToken cancellationToken)
    {
        var request = new CreateSecretRequest
        {
            Name = name,
            ClientRequestToken = token,
            KmsKeyId = string.IsNullOrEmpty(kmsKeyArn) ? null : kmsKeyArn,
            Description = $"API key of the consumer {document.Consumer}, issued and rotated by Admin",
            SecretString = document.ToJson(),
            Tags = [.. tags.Select(tag => new Amazon.SecretsManager.Model.Tag { Key = tag.Key, Value = tag.Value })],
        };
        try
        {
            await attempts.RepeatAsync("CreateSecret", cancellation => secrets.CreateSecretAsync(request, cancellation), cancellationToken);
            return true;
        }
        catch (CallFailedException failure) when (failure.Code == "ResourceExistsException")
        {
            return false;
        }
    }

    /// <summary>Deletes a secret for good, at once.</summary>
    public Task DeleteAsync(string secretId, CancellationToken cancellationToken) =>
        attempts.RepeatAsync("DeleteSecret", token => secrets.DeleteSecretAsync(new DeleteSecretRequest { SecretId = secretId, ForceDeleteWithoutRecovery = true }, token), cancellationToken);

    public Task TagAsync(string secretId, string key, string value, CancellationToken cancellationToken) =>
        attempts.RepeatAsync("TagResource", token => secrets.TagResourceAsync(new TagResourceRequest { SecretId = secretId, Tags = [new() { Key = key, Value = value }] }, token), cancellationToken);

    public Task UntagAsync(string secretId, string key, CancellationToken cancellationToken) =>
        attempts.RepeatAsync("UntagResource", token => secrets.UntagResourceAsync(new UntagResourceRequest { SecretId = secretId, TagKeys = [key] }, token), cancellationToken);

    /// <summary>Has Secrets Manager rotate the secret now. The same token again starts nothing.</summary>
    public Task RotateAsync(string secretId, string token, CancellationToken cancellationToken) =>
        attempts.RepeatAsync("RotateSecret", cancellation => secrets.RotateSecretAsync(new RotateSecretRequest { SecretId = secretId, ClientRequestToken = token }, cancellation), cancellationToken);

    /// <summary>Has Secrets Manager rotate the secret from now on; it only tests the configuration at once.</summary>
    public Task ScheduleAsync(string secretId, string token, string functionArn, int days, CancellationToken cancellationToken) =>
        attempts.RepeatAsync("RotateSecret", cancellation => secrets.RotateSecretAsync(new RotateSecretRequest
        {
            SecretId = secretId,
            ClientRequestToken = token,
            RotationLambdaARN = functionArn,
            RotationRules = new RotationRulesType { AutomaticallyAfterDays = days },
            RotateImmediately = false,
        }, cancellation), cancellationToken);

    private static SecretState Read(SecretListEntry secret) => new()
    {
        Id = secret.ARN,
        Name = secret.Name,
        IsDeleted = secret.DeletedDate is not null,
        IsRotationEnabled = secret.RotationEnabled ?? false,
        Tags = (secret.Tags ?? []).ToDictionary(tag => tag.Key, tag => tag.Value),
        Created = secret.CreatedDate is { } created ? new DateTimeOffset(created.ToUniversalTime()) : null,
        LastRotated = secret.LastRotatedDate is { } rotated ? new DateTimeOffset(rotated.ToUniversalTime()) : null,
        LabelsByVersion = (secret.SecretVersionsToStages ?? []).ToDictionary(version => version.Key, version => (IReadOnlyList<string>)version.Value),
    };
}
