using System.Globalization;
using System.Net.Http.Headers;
using Amazon.Lambda.Core;
using Amazon.Lambda.RuntimeSupport.Logging;

namespace Amazon.Lambda.RuntimeSupport.Context;

/// <summary>What the Runtime API's headers say of one invocation, and the environment of the function.</summary>
internal sealed class InvocationContext(HttpResponseHeaders headers, FunctionLog log, TimeProvider clock) : ILambdaContext
{
    private readonly DateTimeOffset deadline = DateTimeOffset.FromUnixTimeMilliseconds(
        long.Parse(Header(headers, "Lambda-Runtime-Deadline-Ms") ?? "0", CultureInfo.InvariantCulture));

    public string AwsRequestId { get; } = Header(headers, "Lambda-Runtime-Aws-Request-Id")
        ?? throw new InvalidOperationException("The Runtime API sent an invocation without the header Lambda-Runtime-Aws-Request-Id.");

    public string InvokedFunctionArn { get; } = Header(headers, "Lambda-Runtime-Invoked-Function-Arn");

    public string TraceId { get; } = Header(headers, "Lambda-Runtime-Trace-Id");

    public string TenantId { get; } = Header(headers, "Lambda-Runtime-Aws-Tenant-Id");

    public IClientContext ClientContext { get; } = Context.ClientContext.Parse(Header(headers, "Lambda-Runtime-Client-Context"));

    public ICognitoIdentity Identity { get; } = CognitoIdentity.Parse(Header(headers, "Lambda-Runtime-Cognito-Identity"));

    public string FunctionName => Environment.GetEnvironmentVariable("AWS_LAMBDA_FUNCTION_NAME");

    public string FunctionVersion => Environment.GetEnvironmentVariable("AWS_LAMBDA_FUNCTION_VERSION");

    public string LogGroupName => Environment.GetEnvironmentVariable("AWS_LAMBDA_LOG_GROUP_NAME");

    public string LogStreamName => Environment.GetEnvironmentVariable("AWS_LAMBDA_LOG_STREAM_NAME");

    public int MemoryLimitInMB => int.TryParse(Environment.GetEnvironmentVariable("AWS_LAMBDA_FUNCTION_MEMORY_SIZE"), CultureInfo.InvariantCulture, out var size) ? size : 0;

    public TimeSpan RemainingTime => deadline - clock.GetUtcNow();

    public ILambdaLogger Logger { get; } = new InvocationLogger(log);

    private static string Header(HttpResponseHeaders headers, string name) => headers.TryGetValues(name, out var values) ? values.First() : null;
}
