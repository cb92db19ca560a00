using Egress.Emulator.Template;
using Microsoft.AspNetCore.Http;

namespace Egress.Emulator.ControlPlane.ApiGateway;

/// <summary>The service's errors, each with its type and status; texts as recorded where a recording exists (2024-10 to 2025-09).</summary>
internal static class ApiGatewayErrors
{
    public static ControlPlaneException BadRequest(string message) => new("BadRequestException", StatusCodes.Status400BadRequest, message);
    public static ControlPlaneException NotFound(string message) => new("NotFoundException", StatusCodes.Status404NotFound, message);
    public static ControlPlaneException Validation(string message) => new("ValidationException", StatusCodes.Status400BadRequest, $"1 validation error detected: {message}");
    public static ControlPlaneException Conflict(string message) => new("ConflictException", StatusCodes.Status409Conflict, message);
    public static ControlPlaneException LimitExceeded(string message) => new("LimitExceededException", StatusCodes.Status429TooManyRequests, message);

    public static ControlPlaneException NoSuchKey() => NotFound("Invalid API Key identifier specified");
    public static ControlPlaneException NoSuchPlan() => NotFound("Invalid Usage Plan ID specified");
    public static ControlPlaneException NoSuchApi(string apiId) => NotFound($"Invalid API identifier specified {StackIdentity.EmulatedAccountId}:{apiId}"); // the account too, as users quote it
    public static ControlPlaneException NoSuchStage() => NotFound("Invalid stage identifier specified");
    public static ControlPlaneException NoSuchResource() => NotFound("Invalid Resource identifier specified");
    public static ControlPlaneException NoSuchVpcLink() => NotFound("Invalid Vpc Link identifier specified");
    public static ControlPlaneException NoSuchResponse() => NotFound("Invalid Response status code specified"); // recorded with test_integration_response_wrong_status_code
    public static ControlPlaneException NoSuchMethod() => NotFound("Invalid Method identifier specified");
}
