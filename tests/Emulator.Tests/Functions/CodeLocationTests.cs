using Egress.Emulator.Functions;
using Xunit;

namespace Egress.Emulator.Tests.Functions;

public sealed class CodeLocationTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("code-").FullName;

    [Fact]
    public void The_library_wins_over_the_executable()
    {
        Touch("bootstrap");
        Touch("bootstrap.dll");

        Assert.Equal(["exec", Path.Combine(_folder, "bootstrap.dll")], Find().Command!.Skip(1));
    }

    [Fact]
    public void An_executable_alone_is_started_itself()
    {
        Touch("bootstrap");

        Assert.Equal([Path.Combine(_folder, "bootstrap")], Find().Command);
    }

    [Fact]
    public void A_source_folder_stands_for_its_newest_build()
    {
        Touch("Caller.csproj");
        Touch("bin/Release/net10.0/bootstrap.dll", age: 2);
        Touch("bin/Debug/net10.0/bootstrap.dll", age: 1);
        Touch("bin/Debug/net10.0/ref/bootstrap.dll", age: 0);

        var found = Find();

        Assert.Equal(Path.Combine(_folder, "bin/Debug/net10.0/bootstrap.dll"), found.Command![^1]);
        Assert.Equal(Path.Combine(_folder, "bin/Debug/net10.0"), found.TaskRoot);
    }

    [Fact]
    public void A_project_without_a_build_says_how_to_build_it()
    {
        Touch("Caller.csproj");

        Assert.Contains($"Run `dotnet build {Path.Combine(_folder, "Caller.csproj")}`.", Find().WhyNot);
    }

    [Fact]
    public void An_empty_folder_says_what_was_looked_for() => Assert.Contains("neither bootstrap.dll nor bootstrap nor a project", Find().WhyNot);

    [Fact]
    public void The_handler_names_the_file_unless_it_names_a_method()
    {
        Touch("other.dll");

        Assert.NotNull(CodeLocation.Find(_folder, "other").Command);
        Assert.Null(CodeLocation.Find(_folder, "other::Type::Method").Command);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private CodeLocation Find() => CodeLocation.Find(_folder, "bootstrap");

    private void Touch(string file, int age = 0)
    {
        var path = Path.Combine(_folder, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, "");
        File.SetLastWriteTimeUtc(path, new DateTime(2026, 1, 10 - age, 0, 0, 0, DateTimeKind.Utc));
    }
}
