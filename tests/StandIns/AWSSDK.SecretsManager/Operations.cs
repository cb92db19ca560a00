using System.Text.Json.Serialization.Metadata;
using Amazon.Runtime.Internal.Transform;
using Amazon.SecretsManager.Model;
using Amazon.StandIns;

namespace Amazon.SecretsManager;

/// <summary>https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_Operations.html: all alike, a JSON document each way.</summary>
internal static class Operations
{
    private static readonly Service Service = new("Amazon.SecretsManager", "2017-10-17", (error, _) => Faults.Documented(error), Faults.Undocumented);
    private static readonly WireFormat Json = new(StandIns.Json.Options(null, Enumerations.Converters));

    public static readonly Operation<GetSecretValueRequest> GetSecretValue = Named(
        "GetSecretValue",
        Json.GetSecretValueRequest,
        StandIns.Json.Read(Json.GetSecretValueResponse),
        "DecryptionFailure", "InvalidRequestException", "ResourceNotFoundException");

    public static readonly Operation<PutSecretValueRequest> PutSecretValue = Named(
        "PutSecretValue",
        Json.PutSecretValueRequest,
        StandIns.Json.Read(Json.PutSecretValueResponse),
        "DecryptionFailure", "EncryptionFailure", "InvalidRequestException", "LimitExceededException", "ResourceExistsException", "ResourceNotFoundException");

    public static readonly Operation<UpdateSecretVersionStageRequest> UpdateSecretVersionStage = Named(
        "UpdateSecretVersionStage",
        Json.UpdateSecretVersionStageRequest,
        StandIns.Json.Read(Json.UpdateSecretVersionStageResponse),
        "InvalidRequestException", "LimitExceededException", "ResourceNotFoundException");

    public static readonly Operation<DescribeSecretRequest> DescribeSecret = Named(
        "DescribeSecret",
        Json.DescribeSecretRequest,
        StandIns.Json.Read(Json.DescribeSecretResponse),
        "ResourceNotFoundException");

    public static readonly Operation<ListSecretVersionIdsRequest> ListSecretVersionIds = Named(
        "ListSecretVersionIds",
        Json.ListSecretVersionIdsRequest,
        StandIns.Json.Read(Json.ListSecretVersionIdsResponse),
        "InvalidNextTokenException", "ResourceNotFoundException");

    public static readonly Operation<ListSecretsRequest> ListSecrets = Named(
        "ListSecrets",
        Json.ListSecretsRequest,
        StandIns.Json.Read(Json.ListSecretsResponse),
        "InvalidNextTokenException", "InvalidRequestException");

    public static readonly Operation<CreateSecretRequest> CreateSecret = Named(
        "CreateSecret",
        Json.CreateSecretRequest,
        StandIns.Json.Read(Json.CreateSecretResponse),
        "DecryptionFailure", "EncryptionFailure", "InvalidRequestException", "LimitExceededException", "MalformedPolicyDocumentException",
        "PreconditionNotMetException", "ResourceExistsException", "ResourceNotFoundException");

    public static readonly Operation<DeleteSecretRequest> DeleteSecret = Named(
        "DeleteSecret",
        Json.DeleteSecretRequest,
        StandIns.Json.Read(Json.DeleteSecretResponse),
        "InvalidRequestException", "ResourceNotFoundException");

    public static readonly Operation<RotateSecretRequest> RotateSecret = Named(
        "RotateSecret",
        Json.RotateSecretRequest,
        StandIns.Json.Read(Json.RotateSecretResponse),
        "InvalidRequestException", "ResourceNotFoundException");

    public static readonly Operation<CancelRotateSecretRequest> CancelRotateSecret = Named(
        "CancelRotateSecret",
        Json.CancelRotateSecretRequest,
        StandIns.Json.Read(Json.CancelRotateSecretResponse),
        "InvalidRequestException", "ResourceNotFoundException");

    public static readonly Operation<GetRandomPasswordRequest> GetRandomPassword = Named(
        "GetRandomPassword",
        Json.GetRandomPasswordRequest,
        StandIns.Json.Read(Json.GetRandomPasswordResponse),
        "InvalidRequestException");

    public static readonly Operation<TagResourceRequest> TagResource = Named(
        "TagResource",
        Json.TagResourceRequest,
        (_, _) => new TagResourceResponse(),
        "InvalidRequestException", "ResourceNotFoundException");

    public static readonly Operation<UntagResourceRequest> UntagResource = Named(
        "UntagResource",
        Json.UntagResourceRequest,
        (_, _) => new UntagResourceResponse(),
        "InvalidRequestException", "ResourceNotFoundException");

    // Every operation documents the first two errors.
    private static Operation<TRequest> Named<TRequest>(
        string name, JsonTypeInfo<TRequest> type, Func<IWebResponseData, byte[], AmazonWebServiceResponse> read, params string[] errors)
        where TRequest : AmazonWebServiceRequest => new(
            Service,
            ["InternalServiceError", "InvalidParameterException", .. errors],
            (http, request) =>
            {
                http.HttpMethod = "POST";
                http.ResourcePath = "/";
                http.Header("X-Amz-Target", $"secretsmanager.{name}").Body("application/x-amz-json-1.1", request, type);
            },
            read);
}
