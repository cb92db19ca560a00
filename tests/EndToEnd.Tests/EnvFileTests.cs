using System.Text.Json.Nodes;
using Egress.Emulator.CommandLine;
using Egress.Emulator.Functions;
using Egress.Testing;
using Xunit;

namespace Egress.EndToEnd.Tests;

/// <summary>What <c>up --env-file</c> writes is enough for a function that somebody else starts, as <c>sam local invoke</c> does.</summary>
public sealed class EnvFileTests(EmulatedTemplate template) : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("egress-env-");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_function_that_has_these_variables_alone_calls_out_through_the_emulator()
    {
        var file = Path.Combine(_folder.FullName, "env.json");
        await EnvFile.WriteAsync(template.Emulator, file, Cancelled);
        var variables = JsonNode.Parse(await File.ReadAllTextAsync(file, Cancelled))!["CallerFunction"]!.AsObject().ToDictionary(variable => variable.Key, variable => variable.Value!.GetValue<string>());
        await using var somebodyElse = new FunctionHost(TimeProvider.System);
        var caller = template.Emulator.Function("CallerFunction") with { Environment = variables, IsInVpc = false };
        somebodyElse.Add(caller);

        var result = await somebodyElse.InvokeAsync(caller, await File.ReadAllBytesAsync(Repository.PathOf("tests", "events", "get.json"), Cancelled), Cancelled);

        Assert.Equal(200, JsonNode.Parse(result.Payload.Span)!["statusCode"]!.GetValue<int>());
    }

    [Fact]
    public async Task Every_function_is_in_it_with_the_variables_that_the_template_declares_and_no_address_of_AWS()
    {
        var file = Path.Combine(_folder.FullName, "env.json");

        await EnvFile.WriteAsync(template.Emulator, file, Cancelled);

        var text = await File.ReadAllTextAsync(file, Cancelled);
        foreach (var function in template.Emulator.Functions.Functions)
        {
            Assert.Equal(function.Environment.Keys.Order(), JsonNode.Parse(text)![function.LogicalId]!.AsObject().Select(variable => variable.Key).Order());
        }

        Assert.DoesNotContain("amazonaws.com", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_cannot_be_written_is_named()
    {
        var file = Path.Combine(_folder.FullName, "nowhere", "env.json");

        var refusal = await Assert.ThrowsAsync<Emulator.EmulatorException>(() => EnvFile.WriteAsync(template.Emulator, file, Cancelled));

        Assert.StartsWith($"--env-file: found that '{file}' cannot be written", refusal.Message, StringComparison.Ordinal);
    }
}
