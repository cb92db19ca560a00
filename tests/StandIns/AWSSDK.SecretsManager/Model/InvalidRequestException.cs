using System.Net;

namespace Amazon.SecretsManager.Model;

public class InvalidRequestException : AmazonSecretsManagerException
{
    public InvalidRequestException(string message) : base(message) { }
    public InvalidRequestException(string message, Exception innerException) : base(message, innerException) { }
    public InvalidRequestException(Exception innerException) : base(innerException) { }
    public InvalidRequestException(string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode) { }
    public InvalidRequestException(string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
}
