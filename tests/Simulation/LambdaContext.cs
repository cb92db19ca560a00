using Amazon.Lambda.Core;

namespace Egress.Simulation;

internal sealed class LambdaContext(TimeSpan remaining) : ILambdaContext
{
    public string AwsRequestId { get; init; } = "request";
    public IClientContext ClientContext => null!;
    public string FunctionName => "admin";
    public string FunctionVersion => "1";
    public ICognitoIdentity Identity => null!;
    public string InvokedFunctionArn { get; init; } = "arn:aws:lambda:us-east-1:123456789012:function:admin";
    public ILambdaLogger Logger => null!;
    public string LogGroupName => "group";
    public string LogStreamName => "stream";
    public int MemoryLimitInMB => 512;
    public TimeSpan RemainingTime => remaining;
}
