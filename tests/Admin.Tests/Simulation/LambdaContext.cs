using Amazon.Lambda.Core;

namespace Egress.Admin.Tests.Simulation;

internal sealed class LambdaContext(TimeSpan remaining) : ILambdaContext
{
    public string AwsRequestId => "request";
    public IClientContext ClientContext => null!;
    public string FunctionName => "admin";
    public string FunctionVersion => "1";
    public ICognitoIdentity Identity => null!;
    public string InvokedFunctionArn => "arn";
    public ILambdaLogger Logger => null!;
    public string LogGroupName => "group";
    public string LogStreamName => "stream";
    public int MemoryLimitInMB => 512;
    public TimeSpan RemainingTime => remaining;
}
