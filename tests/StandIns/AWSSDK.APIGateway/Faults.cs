using System.Diagnostics;
using Amazon.APIGateway.Model;
using Amazon.Runtime.Internal;

namespace Amazon.APIGateway;

internal static class Faults
{
    public static AmazonServiceException Documented(ErrorResponse error, IReadOnlyDictionary<string, string> body) => error.Code switch
    {
        "BadRequestException" => new BadRequestException(error.Message, error.InnerException, error.Type, error.Code, error.RequestId, error.StatusCode),
        "ConflictException" => new ConflictException(error.Message, error.InnerException, error.Type, error.Code, error.RequestId, error.StatusCode),
        "LimitExceededException" => new LimitExceededException(error.Message, error.InnerException, error.Type, error.Code, error.RequestId, error.StatusCode)
        {
            RetryAfterSeconds = RetryAfter(body),
        },
        "NotFoundException" => new NotFoundException(error.Message, error.InnerException, error.Type, error.Code, error.RequestId, error.StatusCode),
        "TooManyRequestsException" => new TooManyRequestsException(error.Message, error.InnerException, error.Type, error.Code, error.RequestId, error.StatusCode)
        {
            RetryAfterSeconds = RetryAfter(body),
        },
        "UnauthorizedException" => new UnauthorizedException(error.Message, error.InnerException, error.Type, error.Code, error.RequestId, error.StatusCode),
        _ => throw new UnreachableException($"An operation documents {error.Code}, for which there is no exception."),
    };

    public static AmazonServiceException Undocumented(ErrorResponse error) =>
        new AmazonAPIGatewayException(error.Message, error.InnerException, error.Type, error.Code, error.RequestId, error.StatusCode);

    // Read from the body and not from the header of that name, as generated clients do: it is null in practice.
    private static string RetryAfter(IReadOnlyDictionary<string, string> body) => body.GetValueOrDefault("Retry-After");
}
