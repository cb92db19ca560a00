using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json.Nodes;
using Xunit;

namespace Egress.Emulator.Tests.ControlPlane;

/// <summary>The real AWS CLI against an endpoint. A test is skipped, and says so, where it is not installed.</summary>
internal sealed class AwsCli(Uri endpoint)
{
    public static void SkipUnlessInstalled()
    {
        try
        {
            using var version = Process.Start(new ProcessStartInfo("aws", ["--version"]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            version.WaitForExit();
        }
        catch (Win32Exception)
        {
            Assert.Skip("NOT SHOWN: the AWS CLI is not installed (no `aws` on PATH; pip install awscli): the control plane was not driven with it.");
        }
    }

    public async Task<JsonNode?> RunAsync(params string[] arguments)
    {
        var (exitCode, output, error) = await StartAsync(arguments);
        Assert.True(exitCode == 0, $"aws {string.Join(' ', arguments)}: {error}");
        return output.Length == 0 ? null : JsonNode.Parse(output);
    }

    public async Task<string> FailAsync(params string[] arguments)
    {
        var (exitCode, _, error) = await StartAsync(arguments);
        Assert.NotEqual(0, exitCode);
        return error.Trim();
    }

    private async Task<(int ExitCode, string Output, string Error)> StartAsync(string[] arguments)
    {
        var command = new ProcessStartInfo("aws", ["--endpoint-url", endpoint.ToString(), "--output", "json", .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["AWS_ACCESS_KEY_ID"] = "test",
                ["AWS_SECRET_ACCESS_KEY"] = "test",
                ["AWS_DEFAULT_REGION"] = "us-east-1",
                ["AWS_PAGER"] = "",
                ["AWS_MAX_ATTEMPTS"] = "1",
                ["AWS_EC2_METADATA_DISABLED"] = "true",
            },
        };
        using var process = Process.Start(command)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }
}
