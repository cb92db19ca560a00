using System.Globalization;
using System.Net.Http.Headers;
using Amazon.Lambda.Core;
using Amazon.Lambda.RuntimeSupport.Logging;

namespace Amazon.Lambda.RuntimeSupport.Context;

/// <summary>What the Runtime API's headers say of one invocation, and the environment of the function.</summary>
internal sealed class InvocationContext(HttpResponseHeaders headers, FunctionLog log, TimeProvider clock) : ILambdaContext
{
    private readonly DateTimeOffset deadline = DateTimeOffset.FromUnixTimeMilliseconds(Number(Header(headers, "Lambda-Runtime-Deadline-Ms")));

    // Parsed on first use: text that is no JSON is the handler's failure, not that of the poll.
    private readonly Lazy<ClientContext> client = new(() => Context.ClientContext.Parse(Header(headers, "Lambda-Runtime-Client-Context")));
    private readonly Lazy<CognitoIdentity> identity = new(() => CognitoIdentity.Parse(Header(headers, "Lambda-Runtime-Cognito-Identity")));

    public string AwsRequestId { get; } = Header(headers, "Lambda-Runtime-Aws-Request-Id")
        ?? throw new InvalidOperationException("The Runtime API sent an invocation without the header Lambda-Runtime-Aws-Request-Id.");

    public string InvokedFunctionArn { get; } = Header(headers, "Lambda-Runtime-Invoked-Function-Arn");

    public string TraceId { get; } = Header(headers, "Lambda-Runtime-Trace-Id");

    public string TenantId { get; } = Header(headers, "Lambda-Runtime-Aws-Tenant-Id");

    public IClientContext ClientContext => client.Value;

    public ICognitoIdentity Identity => identity.Value;

    public string FunctionName => Environment.GetEnvironmentVariable("AWS_LAMBDA_FUNCTION_NAME");

    public string FunctionVersion => Environment.GetEnvironmentVariable("AWS_LAMBDA_FUNCTION_VERSION");

    public string LogGroupName => Environment.GetEnvironmentVariable("AWS_LAMBDA_LOG_GROUP_NAME");

    public string LogStreamName => Environment.GetEnvironmentVariable("AWS_LAMBDA_LOG_STREAM_NAME");

    public int MemoryLimitInMB => (int)Number(Environment.GetEnvironmentVariable("AWS_LAMBDA_FUNCTION_MEMORY_SIZE"));

    public TimeSpan RemainingTime => deadline - clock.GetUtcNow();

    public ILambdaLogger Logger { get; } = new InvocationLogger(log);

    private static long Number(string text) => long.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : 0;

    private static string Header(HttpResponseHeaders headers, string name) => headers.TryGetValues(name, out var values) ? values.First() : null;
}
