using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Egress.Emulator.Verify;

/// <summary>The outputs of a deployed stack, by the AWS CLI: whoever has deployed one has it, with credentials.</summary>
internal sealed record StackOutputs(string ProbeFunction, string SecretArn)
{
    public static async Task<StackOutputs> ReadAsync(string stack, CancellationToken cancellationToken)
    {
        var json = await AskAsync(stack, cancellationToken);
        string Output(string name) => json.Where(output => (string?)output?["OutputKey"] == name).Select(output => (string?)output!["OutputValue"]).FirstOrDefault()
            ?? throw new EmulatorException($"Stack {stack} has no output {name}. Expected a stack that was deployed from this checkout's template.yaml.");
        return new StackOutputs(Output("ProbeFunctionName"), Output("SecretArn"));
    }

    private static async Task<JsonArray> AskAsync(string stack, CancellationToken cancellationToken)
    {
        using var process = Start(stack);
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        try
        {
            return process.ExitCode == 0 && JsonNode.Parse(output) is JsonArray outputs
                ? outputs
                : throw new EmulatorException($"The outputs of stack {stack} cannot be read: found '{(await errors).Trim()}'. Expected a stack of that name, and credentials and a Region for it (AWS_PROFILE, AWS_REGION).");
        }
        catch (JsonException)
        {
            throw new EmulatorException($"The outputs of stack {stack} cannot be read: the AWS CLI's answer is no JSON. Expected 'aws' to be the AWS CLI; --probe-function and --secret-id do without it.");
        }
    }

    private static Process Start(string stack)
    {
        try
        {
            return Process.Start(new ProcessStartInfo("aws", ["cloudformation", "describe-stacks", "--stack-name", stack, "--query", "Stacks[0].Outputs", "--output", "json"])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
        }
        catch (Win32Exception)
        {
            throw new EmulatorException("Found no AWS CLI. Expected 'aws' on the path, to read the stack's outputs; or say them: --probe-function and --secret-id, the outputs ProbeFunctionName and SecretArn.");
        }
    }
}
