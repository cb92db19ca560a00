using System.Net;

namespace Amazon.SecretsManager.Model;

public class PublicPolicyException : AmazonSecretsManagerException
{
    public PublicPolicyException(string message) : base(message) { }
    public PublicPolicyException(string message, Exception innerException) : base(message, innerException) { }
    public PublicPolicyException(Exception innerException) : base(innerException) { }
    public PublicPolicyException(string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode) { }
    public PublicPolicyException(string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
}
