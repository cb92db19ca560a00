using System.Text.Json.Nodes;
using Egress.Emulator.CommandLine;
using Egress.Emulator.Gateway;
using Egress.Emulator.Verify;
using Xunit;

namespace Egress.EndToEnd.Tests;

/// <summary><c>make verify</c>, with an emulator in AWS's place: through Lambda's Invoke and a Probe process inside the VPC, as there.</summary>
public sealed class VerifyTests(EmulatedTemplate template) : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("egress-verify-");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private string Upstream => $"httpbin.org={template.Upstream.Address.GetLeftPart(UriPartial.Authority)}";

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task The_emulator_does_not_differ_from_itself()
    {
        await using var up = RunningProgram.Start("up", "--control-port", "0", "--connect-to", Upstream);
        var ready = JsonNode.Parse(await up.ReadLineAsync(Cancelled))!;
        var gateway = await ReadyGateway.FindAsync(ready, Cancelled);
        await InstallAwsCliAsync(Output("ProbeFunctionName", "ProbeFunction"), Output("SecretArn", gateway.SecretArn));

        var verify = await RunAsync(ready["controlPlane"]!.GetValue<string>(), "--stack", "egress");

        Assert.True(verify.ExitCode == 0, verify.Output + verify.Errors);
        Assert.EndsWith($"\n{VerifyCases.Load().Cases.Count} cases, 0 differ, in 0 ways\n", verify.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(gateway.Key, verify.Output + verify.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_difference_is_printed_from_both_sides_and_fails_the_run()
    {
        await using var other = await EmulatedTemplate.StartAsync(template.Upstream, new GatewaySwitches { UrlTooLongStatus = 400 }, Cancelled);

        var verify = await RunAsync(
            other.ControlPlane.OriginalString, "--probe-function", other.Function("ProbeFunction").Name, "--secret-id", other.Secrets.AllPresent().Single().Arn);

        Assert.Equal(1, verify.ExitCode);
        Assert.Matches("limit.url +DIFFERS +HTTP/1.1 400 .* ms +HTTP/1.1 414 ", verify.Output);
        Assert.Contains(
            "    A URL of 9 KB (unknown 9, 12.4)\n    status\n      AWS      HTTP/1.1 400 Bad Request\n      emulator HTTP/1.1 414 URI Too Long\n", verify.Output, StringComparison.Ordinal);
        Assert.Matches("limit.request-line +as above ", verify.Output);
        Assert.EndsWith(" cases, 2 differ, in 1 ways\n", verify.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Exactly_what_is_otherwise_differs_and_in_the_fields_where_it_is()
    {
        var switches = new GatewaySwitches { HeadersTooLargeStatus = 400, KeepsTrailingSlash = true, DropsBodyOfBodilessMethods = true, RemovesTargetOfAbsentSource = true };
        await using var other = await EmulatedTemplate.StartAsync(template.Upstream, switches, Cancelled);
        using var deployed = VerifyCommand.ClientOf(other);
        using var emulated = VerifyCommand.ClientOf(template.Emulator);

        var results = await new Verification(VerifyCommand.Emulated(deployed, other), VerifyCommand.Emulated(emulated, template.Emulator)).RunAsync(VerifyCases.Load().Cases, Cancelled);

        Assert.Equal(
            [
                "body.of-delete: body.data, body.headers.Content-Length",
                "body.of-get: body.data, body.headers.Content-Length",
                "carry.source-absent: body.headers.Authorization",
                "limit.headers-just-over: status",
                "limit.headers-over: status",
                "path.trailing-slash: body.url",
                "query.after-slash: body.url",
            ],
            results.Where(result => !result.IsSame).Select(result => $"{result.Case.Id}: {string.Join(", ", result.Differences.Select(difference => difference.Field))}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Without_the_aws_cli_it_says_what_else_helps()
    {
        var verify = await RunningProgram.RunInAsync(new() { ["PATH"] = _folder.FullName }, Cancelled, "verify", "--stack", "egress");

        Assert.Equal(1, verify.ExitCode);
        Assert.Contains("egress: Found no AWS CLI. Expected 'aws' on the path", verify.Errors, StringComparison.Ordinal);
        Assert.Contains("--probe-function and --secret-id", verify.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stack_that_is_not_this_template_is_named()
    {
        await InstallAwsCliAsync(Output("SecretArn", "arn:x"));

        var verify = await RunAsync("http://127.0.0.1:1", "--stack", "egress");

        Assert.Equal(1, verify.ExitCode);
        Assert.Contains("egress: Stack egress has no output ProbeFunctionName. Expected a stack", verify.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--stack", "")]
    [InlineData("--probe-function", "f")]
    [InlineData("--stack", "s", "--secret-id", "arn:x")]
    public async Task It_wants_a_stack_or_its_two_outputs(params string[] arguments)
    {
        var verify = await RunningProgram.RunAsync(Cancelled, ["verify", .. arguments]);

        Assert.Equal(1, verify.ExitCode);
        Assert.Contains("verify: expected --stack NAME, or both of --probe-function and --secret-id.", verify.Errors, StringComparison.Ordinal);
    }

    private Task<ProgramResult> RunAsync(string controlPlane, params string[] arguments) => RunningProgram.RunInAsync(
        new()
        {
            ["AWS_ENDPOINT_URL"] = controlPlane,
            ["AWS_REGION"] = "us-east-1",
            ["AWS_ACCESS_KEY_ID"] = "test",
            ["AWS_SECRET_ACCESS_KEY"] = "test",
            ["PATH"] = $"{_folder.FullName}{Path.PathSeparator}{Environment.GetEnvironmentVariable("PATH")}",
        },
        Cancelled,
        ["verify", "--connect-to", Upstream, .. arguments]);

    /// <summary>The emulator has no CloudFormation: this program answers as <c>aws cloudformation describe-stacks</c> does, and to nothing else.</summary>
    private async Task InstallAwsCliAsync(params JsonNode[] outputs)
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("NOT SHOWN: the AWS CLI's part is played by a shell script.");
            return;
        }

        var file = Path.Combine(_folder.FullName, "aws");
        await File.WriteAllTextAsync(
            file,
            $"""
            #!/bin/sh
            [ "$*" = "cloudformation describe-stacks --stack-name egress --query Stacks[0].Outputs --output json" ] || exit 252
            echo '{new JsonArray(outputs).ToJsonString()}'
            """,
            Cancelled);
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserExecute);
    }

    private static JsonObject Output(string name, string value) => new() { ["OutputKey"] = name, ["OutputValue"] = value };
}
