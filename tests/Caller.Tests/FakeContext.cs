using Amazon.Lambda.Core;

namespace Egress.Caller.Tests;

/// <summary>An invocation of which only the remaining time matters.</summary>
internal sealed class FakeContext(TimeSpan remaining) : ILambdaContext
{
    public TimeSpan RemainingTime => remaining;

    public string AwsRequestId => throw new NotSupportedException();
    public IClientContext ClientContext => throw new NotSupportedException();
    public string FunctionName => throw new NotSupportedException();
    public string FunctionVersion => throw new NotSupportedException();
    public ICognitoIdentity Identity => throw new NotSupportedException();
    public string InvokedFunctionArn => throw new NotSupportedException();
    public ILambdaLogger Logger => throw new NotSupportedException();
    public string LogGroupName => throw new NotSupportedException();
    public string LogStreamName => throw new NotSupportedException();
    public int MemoryLimitInMB => throw new NotSupportedException();
}
