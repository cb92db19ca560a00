using System.Globalization;
using Amazon.APIGateway;
using Amazon.APIGateway.Model;
using Amazon.Lambda;
using Amazon.Lambda.Core;
using Amazon.Lambda.Model;
using Amazon.SecretsManager;
using Amazon.SecretsManager.Model;

namespace Egress.StandIns.Function;

internal sealed class Function(CancellationTokenSource stop)
{
    private static readonly string[] Keys = ["a", "b"];

    public static Task<bool> InitializeAsync() => Environment.GetEnvironmentVariable("INIT") switch
    {
        "throw" => throw new InvalidOperationException("no configuration"),
        "decline" => Task.FromResult(false),
        _ => Task.FromResult(true),
    };

    public async Task<Report> HandleAsync(Order order, ILambdaContext? context) => order.Do switch
    {
        "echo" => new Report { Text = order.Text },
        "context" => Describe(context!),
        "log" => Log(context!),
        "throw" => throw new InvalidOperationException(order.Text, new TimeoutException("too late")),
        "stop" => await StopAsync(),
        "call" => new Report { Text = await CallAsync(order.Text) },
        _ => throw new ArgumentException($"'{order.Do}' is no order.", nameof(order)),
    };

    private static Report Describe(ILambdaContext context) => new()
    {
        RequestId = context.AwsRequestId,
        FunctionArn = context.InvokedFunctionArn,
        FunctionName = context.FunctionName,
        FunctionVersion = context.FunctionVersion,
        LogGroup = context.LogGroupName,
        LogStream = context.LogStreamName,
        Memory = context.MemoryLimitInMB,
        RemainingMilliseconds = context.RemainingTime.TotalMilliseconds,
        TraceId = context.TraceId,
        TraceVariable = Environment.GetEnvironmentVariable("_X_AMZN_TRACE_ID"),
        IdentityId = context.Identity?.IdentityId,
        ClientTitle = context.ClientContext?.Client?.AppTitle,
        ClientCustom = context.ClientContext?.Custom is { } custom ? string.Join(';', custom.Select(pair => $"{pair.Key}={pair.Value}")) : null,
    };

    private static Report Log(ILambdaContext context)
    {
        context.Logger.LogDebug("below the level");
        context.Logger.LogInformation("{Consumer} waited {Wait:0.00} s for {Keys}", "app", 1.5, Keys);
        context.Logger.LogWarning("positions {1} {0}", "second", "first");
        context.Logger.LogError(new InvalidOperationException("boom"), "it went wrong");
        LambdaLogger.Log(Amazon.Lambda.Core.LogLevel.Critical, "from anywhere");
#pragma warning disable RS0030 // What a function writes to the console is captured: this is what is under test.
        Console.WriteLine("from the console\nin two lines");
        Console.WriteLine(true);
#pragma warning restore RS0030
        return new Report();
    }

    private async Task<Report> StopAsync()
    {
        await stop.CancelAsync();
        return new Report { Text = "stopped" };
    }

    /// <summary>Each client is made of nothing but the environment.</summary>
    private static async Task<string> CallAsync(string? service)
    {
        switch (service)
        {
            case "API Gateway":
                using (var client = new AmazonAPIGatewayClient())
                {
                    return (await client.GetApiKeyAsync(new GetApiKeyRequest { ApiKey = "k" })).Name;
                }

            case "Secrets Manager":
                using (var client = new AmazonSecretsManagerClient())
                {
                    return (await client.GetSecretValueAsync(new GetSecretValueRequest { SecretId = "s" })).Name;
                }

            default:
                using (var client = new AmazonLambdaClient())
                {
                    return (await client.InvokeAsync(new InvokeRequest { FunctionName = "f" })).StatusCode?.ToString(CultureInfo.InvariantCulture) ?? "none";
                }
        }
    }
}
