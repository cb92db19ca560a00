using Amazon.Lambda.Model;
using Amazon.Runtime.Internal;

namespace Amazon.Lambda;

internal static class Faults
{
    public static AmazonServiceException From(ErrorResponse error, IReadOnlyDictionary<string, string> body) => error.Code switch
    {
        "InvalidRequestContentException" => new InvalidRequestContentException(error.Message, error.InnerException, error.Type, error.Code, error.RequestId, error.StatusCode)
        {
            Type = body.GetValueOrDefault("Type"),
        },
        "RequestTooLargeException" => new RequestTooLargeException(error.Message, error.InnerException, error.Type, error.Code, error.RequestId, error.StatusCode)
        {
            Type = body.GetValueOrDefault("Type"),
        },
        "ResourceNotFoundException" => new ResourceNotFoundException(error.Message, error.InnerException, error.Type, error.Code, error.RequestId, error.StatusCode)
        {
            Type = body.GetValueOrDefault("Type"),
        },
        "ServiceException" => new ServiceException(error.Message, error.InnerException, error.Type, error.Code, error.RequestId, error.StatusCode)
        {
            Type = body.GetValueOrDefault("Type"),
        },
        "TooManyRequestsException" => new TooManyRequestsException(error.Message, error.InnerException, error.Type, error.Code, error.RequestId, error.StatusCode)
        {
            Type = body.GetValueOrDefault("Type"),
            Reason = body.GetValueOrDefault("Reason"),
            RetryAfterSeconds = body.GetValueOrDefault("Retry-After"),
        },
        _ => new AmazonLambdaException(error.Message, error.InnerException, error.Type, error.Code, error.RequestId, error.StatusCode),
    };
}
