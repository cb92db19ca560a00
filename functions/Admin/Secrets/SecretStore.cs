using Amazon.SecretsManager;
using Amazon.SecretsManager.Model;
using Egress.Admin.Calls;

namespace Egress.Admin.Secrets;

/// <summary>Secrets Manager, as far as Admin needs it.</summary>
internal sealed class SecretStore(IAmazonSecretsManager secrets, Attempts attempts)
{
    public async Task<SecretState> DescribeAsync(string secretId, CancellationToken cancellationToken)
    {
        var secret = await attempts.RepeatAsync("DescribeSecret", token => secrets.DescribeSecretAsync(new DescribeSecretRequest { SecretId = secretId }, token), cancellationToken);
        return new SecretState
        {
            Id = secret.ARN,
            IsDeleted = secret.DeletedDate is not null,
            IsRotationEnabled = secret.RotationEnabled ?? false, // absent when rotation was never configured
            RotationFunction = secret.RotationLambdaARN,
            RotationDays = secret.RotationRules?.AutomaticallyAfterDays,
            Tags = (secret.Tags ?? []).ToDictionary(tag => tag.Key, tag => tag.Value),
            LastRotated = secret.LastRotatedDate is { } rotated ? new DateTimeOffset(rotated.ToUniversalTime()) : null,
            LabelsByVersion = (secret.VersionIdsToStages ?? []).ToDictionary(version => version.Key, version => (IReadOnlyList<string>)version.Value),
        };
    }

    /// <summary>The secret, or null when there is none.</summary>
    public async Task<SecretState?> FindAsync(string secretId, CancellationToken cancellationToken)
    {
        try
        {
            return await DescribeAsync(secretId, cancellationToken);
        }
        catch (CallFailedException failure) when (failure.Code == "ResourceNotFoundException")
        {
            return null;
        }
    }

    /// <summary>The version, once it has a value; AWSPENDING can sit on one that has none yet.</summary>
    public async Task<SecretVersion?> ReadAsync(string secretId, string versionId, CancellationToken cancellationToken)
    {
        try
        {
            var request = new GetSecretValueRequest { SecretId = secretId, VersionId = versionId };
            var version = await attempts.RepeatAsync("GetSecretValue", token => secrets.GetSecretValueAsync(request, token), cancellationToken);
            return version.SecretString is null ? null : new SecretVersion(versionId, SecretDocument.Parse(version.SecretString, versionId));
        }
        catch (CallFailedException failure) when (failure.Code == "ResourceNotFoundException")
        {
            return null;
        }
    }

    /// <summary>The version, or null when it has no value or one that nobody can use.</summary>
    public async Task<SecretVersion?> FindReadableAsync(string secretId, string versionId, CancellationToken cancellationToken)
    {
        try
        {
            return await ReadAsync(secretId, versionId, cancellationToken);
        }
        catch (RefusedException)
        {
            return null;
        }
    }

    /// <summary>Stores a version under AWSPENDING. False when the version exists with other content: somebody else was first.</summary>
    public async Task<bool> TryPutPendingAsync(string secretId, string versionId, SecretDocument document, string? rotationToken, CancellationToken cancellationToken)
    {
        var request = new PutSecretValueRequest
        {
            SecretId = secretId,
            ClientRequestToken = versionId,
            SecretString = document.ToJson(),
            VersionStages = [Label.Pending],
            RotationToken = rotationToken,
        };
        try
        {
            await attempts.RepeatAsync("PutSecretValue", token => secrets.PutSecretValueAsync(request, token), cancellationToken);
            return true;
        }
        catch (CallFailedException failure) when (failure.Code == "ResourceExistsException")
        {
            return false;
        }
    }

    /// <summary>Moves AWSCURRENT if it is where it was last seen. False: it was not, or nobody knows; describe and decide again.</summary>
    public async Task<bool> TryPromoteAsync(string secretId, string toVersion, string? fromVersion, CancellationToken cancellationToken)
    {
        var request = new UpdateSecretVersionStageRequest { SecretId = secretId, VersionStage = Label.Current, MoveToVersionId = toVersion, RemoveFromVersionId = fromVersion };
        try
        {
            await attempts.OnceAsync("UpdateSecretVersionStage", token => secrets.UpdateSecretVersionStageAsync(request, token), cancellationToken);
            return true;
        }
        catch (CallFailedException failure) when (failure.Code == "InvalidParameterException" || failure.IsOutcomeUnknown)
        {
            return false;
        }
    }

    /// <summary>Takes AWSPENDING off a version; not there is as good.</summary>
    public Task RemovePendingAsync(string secretId, string versionId, CancellationToken cancellationToken) => RemoveAsync(secretId, versionId, Label.Pending, cancellationToken);

    /// <summary>Takes a label off a version; not there is as good.</summary>
    public async Task RemoveAsync(string secretId, string versionId, string label, CancellationToken cancellationToken)
    {
        var request = new UpdateSecretVersionStageRequest { SecretId = secretId, VersionStage = label, RemoveFromVersionId = versionId };
        try
        {
            await attempts.RepeatAsync("UpdateSecretVersionStage", token => secrets.UpdateSecretVersionStageAsync(request, token), cancellationToken);
        }
        catch (CallFailedException failure) when (failure.Code == "InvalidParameterException")
        {
        }
    }
}
