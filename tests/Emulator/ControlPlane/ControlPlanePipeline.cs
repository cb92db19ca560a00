using Egress.Emulator.Functions;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Egress.Emulator.ControlPlane;

/// <summary>
/// The AWS services behind one port, as <c>--endpoint-url</c> and <c>AWS_ENDPOINT_URL</c> expect them. A call is
/// <list type="number">
/// <item>recognised: which service, which operation;</item>
/// <item>hindered, where the options say so: account-wide rates, injected faults;</item>
/// <item>performed against the stores;</item>
/// <item>answered, an error in the shape of its protocol.</item>
/// </list>
/// It needs an <see cref="HttpContext"/> only, so it runs in process as well as behind Kestrel.
/// </summary>
internal sealed partial class ControlPlanePipeline(IReadOnlyList<IAwsProtocol> protocols, ControlPlaneOptions options, ILogger logger)
{
    /// <exception cref="EmulatorException">A fault is asked for of an operation that does not exist, or of one that two services have.</exception>
    public static RequestDelegate Build(
        ApiGatewayStore apis, SecretStore secrets, RotationDriver rotations, FunctionHost functions, ControlPlaneOptions? options = null, ILogger? logger = null)
    {
        IAwsProtocol[] protocols =
        [
            new SecretsManager.SecretsManagerProtocol(secrets, rotations),
            new Lambda.LambdaProtocol(functions, logger ?? NullLogger.Instance),
            new ApiGateway.ApiGatewayProtocol(apis, secrets.Region), // claims whatever is left
        ];
        options ??= new ControlPlaneOptions();
        options = options with { Injected = FaultNames.Resolve(options.Injected, protocols) };
        return new ControlPlanePipeline(protocols, options, logger ?? NullLogger.Instance).AnswerAsync;
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var requestId = Guid.NewGuid().ToString();
        var protocol = protocols.First(candidate => candidate.Claims(context.Request));
        var answer = await PerformAsync(protocol, context, requestId);
        if (answer is null)
        {
            context.Abort();
            return;
        }

        context.Response.Headers["x-amzn-RequestId"] = requestId;
        await answer.WriteAsync(context.Response, context.RequestAborted);
    }

    /// <summary>Null: the call or its answer is lost on its way.</summary>
    private async Task<ControlPlaneAnswer?> PerformAsync(IAwsProtocol protocol, HttpContext context, string requestId)
    {
        var operation = new ControlPlaneOperation("unrecognised", "unrecognised", _ => throw new InvalidOperationException("No operation was recognised."));
        try
        {
            operation = await protocol.RecogniseAsync(context.Request, context.RequestAborted);
            var fault = await options.HinderAsync(operation, context.RequestAborted);
            if (fault == Fault.LostCall)
            {
                Log.Lost(logger, operation.Service, operation.Name, requestId);
                return null;
            }

            var answer = await operation.Perform(context.RequestAborted);
            Log.Performed(logger, operation.Service, operation.Name, answer.StatusCode, requestId);
            return fault == Fault.LostAnswer ? null : answer;
        }
        catch (ControlPlaneException error)
        {
            Log.Refused(logger, operation.Service, operation.Name, error.StatusCode, error.ErrorType, requestId);
            return protocol.Error(error);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            Log.Failed(logger, failure, operation.Service, operation.Name, requestId);
            return protocol.Error(new ControlPlaneException("InternalFailure", StatusCodes.Status500InternalServerError, $"The emulator failed; its log has request {requestId}."));
        }
    }

    /// <summary>Names and statuses only: an input or output may hold a key or a secret.</summary>
    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "{Service} {Operation} {Status} {RequestId}")]
        public static partial void Performed(ILogger logger, string service, string operation, int status, string requestId);

        [LoggerMessage(2, LogLevel.Information, "{Service} {Operation} {Status} {ErrorType} {RequestId}")]
        public static partial void Refused(ILogger logger, string service, string operation, int status, string errorType, string requestId);

        [LoggerMessage(4, LogLevel.Information, "{Service} {Operation} lost, as asked {RequestId}")]
        public static partial void Lost(ILogger logger, string service, string operation, string requestId);

        [LoggerMessage(3, LogLevel.Error, "{Service} {Operation} failed in the emulator {RequestId}")]
        public static partial void Failed(ILogger logger, Exception failure, string service, string operation, string requestId);
    }
}
