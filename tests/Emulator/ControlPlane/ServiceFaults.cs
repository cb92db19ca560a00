using Microsoft.AspNetCore.Http;

namespace Egress.Emulator.ControlPlane;

/// <summary>How each service says that it will not serve a call in which nothing is wrong. Types and statuses are those of the service models.</summary>
internal static class ServiceFaults
{
    public static ControlPlaneException Throttled(string service) => service switch
    {
        "apigateway" => new("TooManyRequestsException", StatusCodes.Status429TooManyRequests, "Too Many Requests"),
        "lambda" => new("TooManyRequestsException", StatusCodes.Status429TooManyRequests, "Rate Exceeded."),
        _ => new("ThrottlingException", StatusCodes.Status400BadRequest, "Rate exceeded"),
    };

    /// <summary>Lambda has no such error; its nearest one is that of the concurrency limit.</summary>
    public static ControlPlaneException LimitExceeded(string service) => service switch
    {
        "apigateway" => new("LimitExceededException", StatusCodes.Status429TooManyRequests, "Limit exceeded"),
        "lambda" => Throttled(service),
        _ => new("LimitExceededException", StatusCodes.Status400BadRequest, "Limit exceeded"),
    };

    public static ControlPlaneException Unavailable(string service) => service switch
    {
        "apigateway" => new("ServiceUnavailableException", StatusCodes.Status503ServiceUnavailable, "Service Unavailable"),
        "lambda" => new("ServiceException", StatusCodes.Status500InternalServerError, "Internal Service Error"),
        _ => new("InternalServiceError", StatusCodes.Status500InternalServerError, "An error occurred on the server side."),
    };
}
