namespace Egress.Emulator.Deployment.Lambda;

/// <summary>That a principal may invoke a function.</summary>
internal sealed record LambdaPermission(string FunctionArn, string Principal);
