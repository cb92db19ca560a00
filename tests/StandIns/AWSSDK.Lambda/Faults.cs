using System.Diagnostics;
using Amazon.Lambda.Model;
using Amazon.Runtime.Internal;

namespace Amazon.Lambda;

internal static class Faults
{
    public static AmazonServiceException Documented(ErrorResponse error, IReadOnlyDictionary<string, string> body) => error.Code switch
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
        _ => throw new UnreachableException($"An operation documents {error.Code}, for which there is no exception."),
    };

    public static AmazonServiceException Undocumented(ErrorResponse error) =>
        new AmazonLambdaException(error.Message, error.InnerException, error.Type, error.Code, error.RequestId, error.StatusCode);
}
