using System.Diagnostics;
using Egress.Testing;
using Xunit;

namespace Egress.EndToEnd.Tests;

/// <summary>What README.md tells a newcomer to type, typed.</summary>
public sealed class ReadmeTests(EmulatedTemplate template)
{
    [Fact]
    public async Task The_commands_beside_make_up_end_in_an_answer_of_the_upstream()
    {
        SkipUnlessInstalled("aws", "AWS CLI (pip install awscli)");
        SkipUnlessInstalled("curl", "curl");
        var readme = await File.ReadAllTextAsync(Repository.PathOf("README.md"), TestContext.Current.CancellationToken);
        var commands = FirstBlock(readme)
            .Replace("http://127.0.0.1:4510", template.Emulator.ControlPlane.OriginalString, StringComparison.Ordinal)
            .Replace("http://127.0.0.1:4511", template.Emulator.Endpoints[0].Http.OriginalString, StringComparison.Ordinal);

        using var shell = Process.Start(new ProcessStartInfo("bash", ["-euo", "pipefail", "-c", commands]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = shell.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await shell.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await shell.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.True(shell.ExitCode == 0, await errors);
        Assert.Contains("https://httpbin.org/anything/x?y=1", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_link_leads_to_a_file_or_a_heading()
    {
        var readme = await File.ReadAllTextAsync(Repository.PathOf("README.md"), TestContext.Current.CancellationToken);
        var links = readme.Split("](").Skip(1).Select(rest => rest[..rest.IndexOf(')', StringComparison.Ordinal)]).Where(link => !link.Contains("://", StringComparison.Ordinal)).ToArray();

        Assert.NotEmpty(links);
        Assert.All(links, link => Assert.True(link.StartsWith('#') ? Headings(readme).Contains(link) : Path.Exists(Repository.PathOf(link)), link));
    }

    /// <summary>As GitHub names them: in lower case, with a hyphen for a space.</summary>
    private static IEnumerable<string> Headings(string readme) =>
        readme.Split('\n').Where(line => line.StartsWith('#')).Select(line => "#" + line.TrimStart('#').Trim().ToLowerInvariant().Replace(' ', '-'));

    private static string FirstBlock(string readme)
    {
        var start = readme.IndexOf("```sh\n", StringComparison.Ordinal) + "```sh\n".Length;
        return readme[start..readme.IndexOf("```", start, StringComparison.Ordinal)];
    }

    private static void SkipUnlessInstalled(string command, string what)
    {
        using var found = Process.Start(new ProcessStartInfo("bash", ["-c", $"command -v {command}"]) { RedirectStandardOutput = true })!;
        found.WaitForExit();
        if (found.ExitCode != 0)
        {
            Assert.Skip($"NOT SHOWN: {what} is not installed.");
        }
    }
}
