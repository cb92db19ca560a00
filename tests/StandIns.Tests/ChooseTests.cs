using System.Diagnostics;
using Egress.Testing;
using Xunit;

namespace Egress.StandIns.Tests;

/// <summary>Choose.proj asks the registry for the official packages. Only ids that it does not know may lead to stand-ins.</summary>
public sealed class ChooseTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("egress-choose-");
    private readonly string _trial = Repository.PathOf("tests", "StandIns", "obj", $"trial-{Guid.NewGuid():N}") + "/";

    private string Answer => Path.Combine(_folder.FullName, "InUse.props");

    public void Dispose()
    {
        _folder.Delete(recursive: true);
        if (Directory.Exists(_trial))
        {
            Directory.Delete(_trial, recursive: true);
        }
    }

    [Fact]
    public async Task A_registry_that_cannot_be_reached_fails_with_its_own_reason()
    {
        var (exitCode, output) = await AskAsync("""<add key="gone" value="http://127.0.0.1:9/v3/index.json" allowInsecureConnections="true" />""");

        Assert.NotEqual(0, exitCode);
        Assert.Contains("NU1301", output, StringComparison.Ordinal);
        Assert.False(File.Exists(Answer));
    }

    [Fact]
    public async Task A_registry_that_lacks_other_packages_too_fails_with_its_own_reason()
    {
        var (exitCode, output) = await AskAsync($"""<add key="empty" value="{_folder.FullName}" />""");

        Assert.NotEqual(0, exitCode);
        Assert.Contains("Unable to find package Microsoft.CodeAnalysis.BannedApiAnalyzers", output, StringComparison.Ordinal);
        Assert.False(File.Exists(Answer));
    }

    private async Task<(int ExitCode, string Output)> AskAsync(string source)
    {
        var configuration = Path.Combine(_folder.FullName, "nuget.config");
        await File.WriteAllTextAsync(configuration, $"<configuration><packageSources><clear />{source}</packageSources></configuration>", TestContext.Current.CancellationToken);
        var command = new ProcessStartInfo("dotnet", ["msbuild", Repository.PathOf("tests", "StandIns", "Choose.proj"), "-nologo", "-v:minimal", $"-p:Answer={Answer}", $"-p:Trial={_trial}"])
        {
            RedirectStandardOutput = true,
        };
        command.Environment["RestoreConfigFile"] = configuration; // MSBuild reads properties from the environment, in the restore that the project starts too
        using var asking = Process.Start(command)!;
        var output = await asking.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await asking.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (asking.ExitCode, output);
    }
}
