using Microsoft.AspNetCore.Http;

namespace Egress.Emulator.ControlPlane.SecretsManager;

/// <summary>The service's errors, all with status 400; texts as recorded where a recording exists.</summary>
internal static class SecretErrors
{
    public static ControlPlaneException InvalidParameter(string message) => Error("InvalidParameterException", message);
    public static ControlPlaneException InvalidRequest(string message) => Error("InvalidRequestException", message);
    public static ControlPlaneException Exists(string message) => Error("ResourceExistsException", message);
    public static ControlPlaneException NotFound(string message) => Error("ResourceNotFoundException", message);
    public static ControlPlaneException LimitExceeded(string message) => Error("LimitExceededException", message);
    public static ControlPlaneException Validation(string message) => Error("ValidationException", message);

    /// <summary>A constraint of the service model: what was found where, and the constraint in the service's words.</summary>
    public static ControlPlaneException Violated(string found, string constraint) => Validation($"1 validation error detected: {found} failed to satisfy constraint: {constraint}");

    public static ControlPlaneException MalformedPolicy() => Error("MalformedPolicyDocumentException", "This resource policy contains a syntax error.");
    public static ControlPlaneException PublicPolicy() => Error("PublicPolicyException", "BlockPublicPolicy is true, and the resource policy does not prevent broad access to the secret.");

    public static ControlPlaneException NoSuchSecret() => NotFound("Secrets Manager can't find the specified secret.");
    public static ControlPlaneException NoSuchVersion(string versionId) => NotFound($"Secrets Manager can't find the specified secret value for VersionId: {versionId}");
    public static ControlPlaneException NoSuchStage(string stage) => NotFound($"Secrets Manager can't find the specified secret value for staging label: {stage}");
    public static ControlPlaneException Deleted() => InvalidRequest("You can't perform this operation on the secret because it was marked for deletion.");

    /// <summary>The rotation function does not exist, or its policy does not let the service in: one answer for both (recorded).</summary>
    public static ControlPlaneException FunctionNotInvokable() => Error(
        "AccessDeniedException",
        "Secrets Manager cannot invoke the specified Lambda function. Ensure that the function policy grants access to the principal secretsmanager.amazonaws.com.");

    private static ControlPlaneException Error(string type, string message) => new(type, StatusCodes.Status400BadRequest, message);
}
