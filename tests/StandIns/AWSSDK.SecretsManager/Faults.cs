using System.Diagnostics;
using Amazon.Runtime.Internal;
using Amazon.SecretsManager.Model;

namespace Amazon.SecretsManager;

internal static class Faults
{
    public static AmazonServiceException Documented(ErrorResponse error) => error.Code switch
    {
        "DecryptionFailure" => new DecryptionFailureException(error.Message, error.InnerException, error.Type, error.Code, error.RequestId, error.StatusCode),
        "EncryptionFailure" => new EncryptionFailureException(error.Message, error.InnerException, error.Type, error.Code, error.RequestId, error.StatusCode),
        "InternalServiceError" => new InternalServiceErrorException(error.Message, error.InnerException, error.Type, error.Code, error.RequestId, error.StatusCode),
        "InvalidNextTokenException" => new InvalidNextTokenException(error.Message, error.InnerException, error.Type, error.Code, error.RequestId, error.StatusCode),
        "InvalidParameterException" => new InvalidParameterException(error.Message, error.InnerException, error.Type, error.Code, error.RequestId, error.StatusCode),
        "InvalidRequestException" => new InvalidRequestException(error.Message, error.InnerException, error.Type, error.Code, error.RequestId, error.StatusCode),
        "LimitExceededException" => new LimitExceededException(error.Message, error.InnerException, error.Type, error.Code, error.RequestId, error.StatusCode),
        "MalformedPolicyDocumentException" => new MalformedPolicyDocumentException(error.Message, error.InnerException, error.Type, error.Code, error.RequestId, error.StatusCode),
        "PreconditionNotMetException" => new PreconditionNotMetException(error.Message, error.InnerException, error.Type, error.Code, error.RequestId, error.StatusCode),
        "ResourceExistsException" => new ResourceExistsException(error.Message, error.InnerException, error.Type, error.Code, error.RequestId, error.StatusCode),
        "ResourceNotFoundException" => new ResourceNotFoundException(error.Message, error.InnerException, error.Type, error.Code, error.RequestId, error.StatusCode),
        _ => throw new UnreachableException($"An operation documents {error.Code}, for which there is no exception."),
    };

    public static AmazonServiceException Undocumented(ErrorResponse error) =>
        new AmazonSecretsManagerException(error.Message, error.InnerException, error.Type, error.Code, error.RequestId, error.StatusCode);
}
