using System.Text.Json;
using Amazon.SecretsManager;
using Amazon.SecretsManager.Model;
using Egress.Probe.Contract;

namespace Egress.Probe;

/// <summary>Reads the key under test with Probe's own permission, so that no value has to travel in an event.</summary>
internal sealed class KeyReader(IAmazonSecretsManager secrets, TimeProvider time)
{
    // A version is not always seen by every reader right after it was written.
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    public async Task<(ApiKey Key, string VersionId)> ReadAsync(string secretId, string? versionId, CancellationToken cancellationToken)
    {
        var request = new GetSecretValueRequest { SecretId = secretId, VersionId = versionId, VersionStage = versionId is null ? "AWSCURRENT" : null };
        var started = time.GetTimestamp();
        while (true)
        {
            try
            {
                var version = await secrets.GetSecretValueAsync(request, cancellationToken);
                return (Parse(version.SecretString, version.VersionId), version.VersionId);
            }
            catch (AmazonSecretsManagerException failure) when (failure.ErrorCode == "ResourceNotFoundException" && time.GetElapsedTime(started) < Bound)
            {
                await Task.Delay(Pause, time, cancellationToken);
            }
            catch (AmazonSecretsManagerException failure)
            {
                throw new ProbeRefusedException($"Version {versionId ?? "AWSCURRENT"} of {secretId} cannot be read: {failure.ErrorCode ?? "no answer"}; expected the permission secretsmanager:GetSecretValue on it, and on its KMS key if that is not AWS's own.");
            }
        }
    }

    private static ApiKey Parse(string? content, string versionId)
    {
        try
        {
            using var document = JsonDocument.Parse(content ?? "");
            if (document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("apiKey", out var member)
                && member.ValueKind == JsonValueKind.String && ApiKey.IsValid(member.GetString()))
            {
                return new ApiKey(member.GetString()!);
            }
        }
        catch (JsonException)
        {
            // The parser's message may quote the content.
        }

        throw new ProbeRefusedException($"Version {versionId} has no member apiKey of 30 to 128 letters and digits; expected {{\"schema\":1,\"consumer\":…,\"apiKey\":…}}.");
    }
}
