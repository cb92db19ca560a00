using Egress.Emulator.ControlPlane;
using Egress.Emulator.ControlPlane.ApiGateway;
using Egress.Emulator.ControlPlane.Lambda;
using Egress.Emulator.ControlPlane.SecretsManager;
using Xunit;

namespace Egress.Emulator.Tests.ControlPlane;

/// <summary>Every error that a service answers here is one that its model declares, with the model's status (botocore 1.43.11; statuses of Secrets Manager are its protocol's, 400).</summary>
public sealed class ServiceModelTests
{
    private static readonly Dictionary<string, Dictionary<string, int>> Declared = new()
    {
        ["apigateway"] = new()
        {
            ["BadRequestException"] = 400,
            ["UnauthorizedException"] = 401,
            ["NotFoundException"] = 404,
            ["ConflictException"] = 409,
            ["LimitExceededException"] = 429,
            ["TooManyRequestsException"] = 429,
            ["ServiceUnavailableException"] = 503,
            ["ValidationException"] = 400, // of every AWS service, and in no model of one
        },
        ["lambda"] = new()
        {
            ["InvalidParameterValueException"] = 400,
            ["InvalidRequestContentException"] = 400,
            ["ResourceNotFoundException"] = 404,
            ["ResourceConflictException"] = 409,
            ["RequestTooLargeException"] = 413,
            ["TooManyRequestsException"] = 429,
            ["ServiceException"] = 500,
        },
        ["secretsmanager"] = new()
        {
            ["InvalidParameterException"] = 400,
            ["InvalidRequestException"] = 400,
            ["ResourceNotFoundException"] = 400,
            ["ResourceExistsException"] = 400,
            ["LimitExceededException"] = 400,
            ["MalformedPolicyDocumentException"] = 400,
            ["PublicPolicyException"] = 400,
            ["InternalServiceError"] = 500,

            // Of every AWS service, and in no model of one.
            ["ValidationException"] = 400,
            ["ThrottlingException"] = 400,
            ["AccessDeniedException"] = 400,
        },
    };

    private static readonly Dictionary<string, ControlPlaneException[]> Answered = new()
    {
        ["apigateway"] =
        [
            ApiGatewayErrors.BadRequest("x"), ApiGatewayErrors.Validation("x"), ApiGatewayErrors.Conflict("x"), ApiGatewayErrors.LimitExceeded("x"), ApiGatewayErrors.NoSuchApi("x"), ApiGatewayErrors.NoSuchKey(),
            ApiGatewayErrors.NoSuchMethod(), ApiGatewayErrors.NoSuchPlan(), ApiGatewayErrors.NoSuchResource(), ApiGatewayErrors.NoSuchResponse(), ApiGatewayErrors.NoSuchStage(), ApiGatewayErrors.NoSuchVpcLink(),
        ],
        ["lambda"] =
        [
            LambdaErrors.NotFound("x"), LambdaErrors.NoSuchResource(), LambdaErrors.InvalidParameter("x"), LambdaErrors.NotJson("x"), LambdaErrors.NotAClientContext(), LambdaErrors.TooLarge(1),
            LambdaErrors.QueueFull(1), LambdaErrors.TooManyAtOnce(isReserved: true),
        ],
        ["secretsmanager"] =
        [
            SecretErrors.InvalidParameter("x"), SecretErrors.InvalidRequest("x"), SecretErrors.Exists("x"), SecretErrors.NotFound("x"), SecretErrors.LimitExceeded("x"), SecretErrors.Validation("x"),
            SecretErrors.NoSuchSecret(), SecretErrors.NoSuchVersion("x"), SecretErrors.NoSuchStage("x"), SecretErrors.Deleted(), SecretErrors.FunctionNotInvokable(), SecretErrors.Violated("x", "y"), SecretErrors.MalformedPolicy(), SecretErrors.PublicPolicy(),
        ],
    };

    [Theory]
    [InlineData("apigateway")]
    [InlineData("lambda")]
    [InlineData("secretsmanager")]
    public void An_error_has_a_type_and_a_status_of_the_service_model(string service)
    {
        ControlPlaneException[] faults = [ServiceFaults.Throttled(service), ServiceFaults.LimitExceeded(service), ServiceFaults.Unavailable(service)];

        Assert.All(Answered[service].Concat(faults), error => Assert.Equal(Declared[service].GetValueOrDefault(error.ErrorType), error.StatusCode));
    }
}
