using System.CommandLine;
using Amazon.Lambda;
using Amazon.Runtime;
using Egress.Emulator.Demo;
using Egress.Emulator.Verify;
using Microsoft.Extensions.Logging;

namespace Egress.Emulator.CommandLine;

/// <summary><c>verify</c>: asks a deployed stack and the emulator the same questions, and prints where they differ. Fails when they do.</summary>
internal static class VerifyCommand
{
    // Longer than Probe's own timeout, so that its end is seen.
    private static readonly TimeSpan InvokeTimeout = TimeSpan.FromSeconds(120);

    private static readonly Option<string?> Stack = new("--stack") { Description = "The deployed stack; its outputs are read by the AWS CLI.", HelpName = "NAME" };
    private static readonly Option<string?> Function = new("--probe-function") { Description = "In place of --stack: its output ProbeFunctionName.", HelpName = "NAME" };
    private static readonly Option<string?> Secret = new("--secret-id") { Description = "Together with --probe-function: its output SecretArn.", HelpName = "ARN" };

    public static Command Create(TimeProvider time)
    {
        var options = new EmulatorArguments();
        var command = new Command("verify", "Asks a deployed stack and the emulator the same questions, and prints where they differ.") { Stack, Function, Secret };
        command.Validators.Add(result =>
        {
            var (stack, function, secret) = (result.GetValue(Stack), result.GetValue(Function), result.GetValue(Secret));
            if (string.IsNullOrEmpty(stack) ? string.IsNullOrEmpty(function) || string.IsNullOrEmpty(secret) : function is not null || secret is not null)
            {
                result.AddError("verify: expected --stack NAME, or both of --probe-function and --secret-id.");
            }
        });
        options.AddTo(command);
        Logs.AddTo(command);
        command.SetAction(EmulatorCommand.Run(async (arguments, cancellationToken) =>
        {
            var outputs = arguments.GetValue(Stack) is { Length: > 0 } stack
                ? await StackOutputs.ReadAsync(stack, cancellationToken)
                : new StackOutputs(arguments.GetValue(Function)!, arguments.GetValue(Secret)!);
            using var loggers = Logs.Open(arguments, functions: LogLevel.Error);
            await using var emulator = await RunningEmulator.StartAsync(With(options.Read(arguments), arguments), time, loggers, cancellationToken);
            return await RunAsync(outputs, emulator, arguments.InvocationConfiguration.Output, cancellationToken);
        }));
        return command;
    }

    private static async Task<int> RunAsync(StackOutputs outputs, RunningEmulator emulator, TextWriter output, CancellationToken cancellationToken)
    {
        using var aws = Client(() => new AmazonLambdaClient(new AmazonLambdaConfig { MaxErrorRetry = 0, Timeout = InvokeTimeout }));
        using var local = ClientOf(emulator);
        var cases = VerifyCases.Load();
        var verification = new Verification(new ProbedGateway(aws, outputs.ProbeFunction, outputs.SecretArn), Emulated(local, emulator));
        var results = await verification.RunAsync(cases.Cases, cancellationToken);
        new VerifyReport(output).Write(results, cases.NotAsked);
        return results.All(result => result.IsSame) ? 0 : 1;
    }

    /// <summary>A client for the emulator's own functions.</summary>
    internal static AmazonLambdaClient ClientOf(RunningEmulator emulator) => new(
        new BasicAWSCredentials("emulator", "emulator"),
        new AmazonLambdaConfig { ServiceURL = emulator.ControlPlane.OriginalString, AuthenticationRegion = "us-east-1", MaxErrorRetry = 0, Timeout = InvokeTimeout });

    internal static ProbedGateway Emulated(AmazonLambdaClient client, RunningEmulator emulator) => new(client, emulator.Function("ProbeFunction").Name, ConsumerKey.Of(emulator).Secret);

    private static AmazonLambdaClient Client(Func<AmazonLambdaClient> create)
    {
        try
        {
            return create();
        }
        catch (AmazonClientException failure)
        {
            throw new EmulatorException($"No client for AWS: found '{failure.Message}'. Expected credentials and a Region (AWS_PROFILE, AWS_REGION).");
        }
    }

    /// <summary>Nobody needs to find this emulator, or to wait for the proof of its key: free ports, unless one is asked for, and a short proof.</summary>
    private static EmulatorOptions With(EmulatorOptions options, ParseResult arguments) => options with
    {
        ControlPort = arguments.GetResult("--control-port") is { Tokens.Count: > 0 } ? options.ControlPort : 0,
        ParameterOverrides = new[] { KeyValuePair.Create("ProbePasses", "1"), KeyValuePair.Create("ProbeSpread", "00:00:00") }
            .Concat(options.ParameterOverrides)
            .GroupBy(parameter => parameter.Key)
            .ToDictionary(parameter => parameter.Key, parameter => parameter.Last().Value),
    };
}
