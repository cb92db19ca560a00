using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json.Nodes;
using Egress.Testing;
using Xunit;

namespace Egress.EndToEnd.Tests;

/// <summary>The AWS CLI, not written by us, against the control plane.</summary>
public sealed class AwsCliTests(EmulatedTemplate template) : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("egress-aws-");

    private string ApiId => template.Emulator.Stack.RestApis[0].Id;

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task It_lists_the_api_its_stages_plans_and_keys()
    {
        var apis = await RunAsync("apigateway", "get-rest-apis");
        var stages = await RunAsync("apigateway", "get-stages", "--rest-api-id", ApiId);
        var plans = await RunAsync("apigateway", "get-usage-plans");
        var keys = await RunAsync("apigateway", "get-api-keys");

        Assert.Equal(ApiId, Assert.Single(apis["items"]!.AsArray())!["id"]!.GetValue<string>());
        Assert.Equal(["closed", "httpbin_org"], stages["item"]!.AsArray().Select(stage => stage!["stageName"]!.GetValue<string>()).Order());
        Assert.Equal("httpbin_org", Assert.Single(plans["items"]!.AsArray())!["apiStages"]![0]!["stage"]!.GetValue<string>());
        Assert.True(Assert.Single(keys["items"]!.AsArray())!["enabled"]!.GetValue<bool>());
    }

    [Fact]
    public async Task It_invokes_a_function()
    {
        var file = Path.Combine(_folder.FullName, "answer.json");
        var payload = $"fileb://{Repository.PathOf("tests", "events", "get.json")}";

        var answer = await RunAsync("lambda", "invoke", "--function-name", template.Emulator.Function("CallerFunction").Name, "--payload", payload, file);

        Assert.Equal(200, answer["StatusCode"]!.GetValue<int>());
        Assert.Equal(200, JsonNode.Parse(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken))!["statusCode"]!.GetValue<int>());
    }

    private async Task<JsonNode> RunAsync(params string[] arguments)
    {
        var command = new ProcessStartInfo("aws", ["--endpoint-url", template.Emulator.ControlPlane.OriginalString, "--region", "us-east-1", "--output", "json", .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        (command.Environment["AWS_ACCESS_KEY_ID"], command.Environment["AWS_SECRET_ACCESS_KEY"]) = ("test", "test");
        using var process = Start(command);
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, await errors);
        return JsonNode.Parse(output)!;
    }

    private static Process Start(ProcessStartInfo command)
    {
        try
        {
            return Process.Start(command)!;
        }
        catch (Win32Exception)
        {
            Assert.Skip("NOT SHOWN: the AWS CLI is not installed (pip install awscli).");
            throw;
        }
    }
}
