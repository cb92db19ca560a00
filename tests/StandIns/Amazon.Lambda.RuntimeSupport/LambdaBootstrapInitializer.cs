namespace Amazon.Lambda.RuntimeSupport;

/// <returns>False to end the process quietly, without taking an invocation.</returns>
public delegate Task<bool> LambdaBootstrapInitializer();
