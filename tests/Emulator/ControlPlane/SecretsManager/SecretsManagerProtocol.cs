using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Egress.Emulator.ControlPlane.SecretsManager;

/// <summary>Secrets Manager (awsJson1.1, 2017-10-17): its table of operations.</summary>
internal sealed class SecretsManagerProtocol : IAwsProtocol
{
    private const string TargetPrefix = "secretsmanager.";
    private const string ContentType = "application/x-amz-json-1.1";
    private const int MaxBodyBytes = 1024 * 1024; // a value has at most 64 KiB, in JSON up to six times that

    private readonly Dictionary<string, Func<JsonObject, JsonNode>> _operations;

    public SecretsManagerProtocol(SecretStore store, RotationDriver rotations)
    {
        var (secrets, versions, policies, rotation) = (new SecretOperations(store), new VersionOperations(store), new PolicyOperations(store), new RotationOperations(store, rotations));
        _operations = new()
        {
            ["CreateSecret"] = secrets.CreateSecret,
            ["DescribeSecret"] = secrets.DescribeSecret,
            ["ListSecrets"] = secrets.ListSecrets,
            ["UpdateSecret"] = secrets.UpdateSecret,
            ["DeleteSecret"] = secrets.DeleteSecret,
            ["RestoreSecret"] = secrets.RestoreSecret,
            ["TagResource"] = secrets.TagResource,
            ["UntagResource"] = secrets.UntagResource,
            ["GetSecretValue"] = versions.GetSecretValue,
            ["PutSecretValue"] = versions.PutSecretValue,
            ["ListSecretVersionIds"] = versions.ListSecretVersionIds,
            ["UpdateSecretVersionStage"] = versions.UpdateSecretVersionStage,
            ["RotateSecret"] = rotation.RotateSecret,
            ["CancelRotateSecret"] = rotation.CancelRotateSecret,
            ["BatchGetSecretValue"] = new BatchOperation(store, versions).BatchGetSecretValue,
            ["PutResourcePolicy"] = policies.PutResourcePolicy,
            ["GetResourcePolicy"] = policies.GetResourcePolicy,
            ["DeleteResourcePolicy"] = policies.DeleteResourcePolicy,
            ["ValidateResourcePolicy"] = policies.ValidateResourcePolicy,
            ["GetRandomPassword"] = new PasswordOperations(store.Random).GetRandomPassword,
        };
    }

    public string Service => "secretsmanager";

    public IEnumerable<string> Operations => _operations.Keys;

    public bool Claims(HttpRequest request) => Target(request).StartsWith(TargetPrefix, StringComparison.Ordinal);

    public async Task<ControlPlaneOperation> RecogniseAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var name = Target(request)[TargetPrefix.Length..];
        if (!_operations.TryGetValue(name, out var perform))
        {
            throw ControlPlaneException.UnknownOperation(StatusCodes.Status400BadRequest, "Secrets Manager", name, Operations);
        }

        var body = await AwsJson.ReadAsync(request, MaxBodyBytes, () => SecretErrors.InvalidParameter($"The request is larger than {MaxBodyBytes} bytes."), cancellationToken);
        var input = AwsJson.Parse(body);
        return new ControlPlaneOperation("secretsmanager", name, _ => Task.FromResult(ControlPlaneAnswer.Json(StatusCodes.Status200OK, perform(input), ContentType)));
    }

    public ControlPlaneAnswer Error(ControlPlaneException error) =>
        ControlPlaneAnswer.Json(error.StatusCode, new JsonObject { ["__type"] = error.ErrorType, ["Message"] = error.Message }, ContentType);

    private static string Target(HttpRequest request) => request.Headers["X-Amz-Target"].ToString();
}
