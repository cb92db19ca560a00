using System.Text.RegularExpressions;
using Egress.Testing;
using Xunit;

namespace Egress.Template.Tests;

/// <summary>Single lines of settings, each of which costs a day where it is missing.</summary>
public sealed partial class SettingsTests
{
    [Theory]
    [InlineData("default")]
    [InlineData("production")]
    public void SAM_CLI_is_told_to_expand_the_loop(string environment)
    {
        var sections = File.ReadAllText(Repository.PathOf("samconfig.toml")).Split($"[{environment}.");
        var globals = sections.Single(section => section.StartsWith("global.parameters]", StringComparison.Ordinal)).Split("\n[")[0];

        Assert.Contains("\nlanguage_extensions = true", globals, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("default", "deploy", "default")]
    [InlineData("default", "sync", "default")]
    [InlineData("production", "deploy", "production")]
    public void What_is_deployed_bears_tags_that_say_whose_it_is(string environment, string command, string value)
    {
        var section = File.ReadAllText(Repository.PathOf("samconfig.toml")).Split($"[{environment}.{command}.parameters]")[1].Split("\n[")[0];

        Assert.Contains($"\ntags = \"application=egress environment={value}\"", section, StringComparison.Ordinal);
    }

    [Fact]
    public void SAM_CLI_builds_every_function_anew()
    {
        var settings = File.ReadAllText(Repository.PathOf("samconfig.toml"));

        Assert.DoesNotContain("cached = true", settings, StringComparison.Ordinal); // Caller holds code of Client's folder, Admin of Probe's
    }

    [Fact]
    public void The_workflow_runs_actions_by_commit_and_may_do_nothing_by_default()
    {
        var workflow = File.ReadAllText(Repository.PathOf(".github", "workflows", "ci.yml"));

        Assert.Contains("\npermissions: {}\n", workflow, StringComparison.Ordinal);
        Assert.NotEmpty(Uses().Matches(workflow));
        Assert.All(Uses().Matches(workflow), use => Assert.Matches(@"^actions/[a-z-]+@[0-9a-f]{40} # v[0-9.]+$", use.Groups[1].Value));
    }

    [GeneratedRegex("uses: (.+)")]
    private static partial Regex Uses();
}
