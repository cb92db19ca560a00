using System.Diagnostics;

namespace Egress.Simulation.Mutations;

/// <summary>
/// Breaks Admin in a copy of the tree, in one way at a time: writes the mutation, compiles Admin alone, runs the one test that must fail.
/// </summary>
/// <param name="root">The checkout.</param>
/// <param name="copy">A folder that is made anew.</param>
internal sealed class MutationRun(string root, string copy)
{
    private const string Tests = "tests/Admin.Tests";
    private static readonly string[] LeftOut = ["bin", "obj", ".git", "artifacts", "node_modules"];

    /// <summary>The copy, built as it is.</summary>
    /// <exception cref="InvalidOperationException">It cannot be built.</exception>
    public void Prepare()
    {
        if (Directory.Exists(copy))
        {
            Directory.Delete(copy, recursive: true);
        }

        Copy(new DirectoryInfo(root), copy);
        var (code, output) = Dotnet("build", Tests, "-v:q", "-p:RunAnalyzers=false");
        if (code != 0)
        {
            throw new InvalidOperationException($"The copy in {copy} cannot be built, so nothing can be broken in it:\n{output}");
        }
    }

    /// <summary>Caught, or how it was not.</summary>
    public string Try(Mutation mutation)
    {
        var file = Path.Combine(copy, "functions", "Admin", mutation.File);
        var sound = File.ReadAllText(file);
        File.WriteAllText(file, sound.Replace(mutation.Text, mutation.Instead, StringComparison.Ordinal));
        try
        {
            var (code, output) = Dotnet("build", "functions/Admin", "--no-restore", "--no-dependencies", "-v:q", "-p:RunAnalyzers=false", "-p:TreatWarningsAsErrors=false", "-p:EnforceCodeStyleInBuild=false");
            if (code != 0)
            {
                return $"does not compile: {output.Split('\n').FirstOrDefault(line => line.Contains("error", StringComparison.Ordinal))}";
            }

            File.Copy(Path.Combine(copy, "functions/Admin/bin/Debug/net10.0/bootstrap.dll"), Path.Combine(copy, Tests, "bin/Debug/net10.0/bootstrap.dll"), overwrite: true);
            var test = $"Egress.Admin.Tests.{mutation.Test}";
            (code, output) = Dotnet("exec", $"{Tests}/bin/Debug/net10.0/Egress.Admin.Tests.dll", "-method", test);
            return output.Contains("Total: 0,", StringComparison.Ordinal) ? $"there is no test {test}" : code == 0 ? "survived" : "caught";
        }
        finally
        {
            File.WriteAllText(file, sound);
        }
    }

    private static void Copy(DirectoryInfo from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in from.EnumerateFiles())
        {
            file.CopyTo(Path.Combine(to, file.Name));
        }

        foreach (var folder in from.EnumerateDirectories().Where(folder => !LeftOut.Contains(folder.Name)))
        {
            Copy(folder, Path.Combine(to, folder.Name));
        }
    }

    private (int Code, string Output) Dotnet(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = copy, RedirectStandardOutput = true, Environment = { ["EGRESS_SCHEDULES"] = "300", ["DOTNET_CLI_UI_LANGUAGE"] = "en" } };
        using var process = Process.Start(start) ?? throw new InvalidOperationException("dotnet cannot be started.");
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output);
    }
}
