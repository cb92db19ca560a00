using Egress.Emulator.Vpc;

namespace Egress.Emulator.Functions;

/// <summary>
/// How the code of a function is started. The managed runtime's rule for an executable: <c>dotnet exec {handler}.dll</c> if that is present, else the file
/// <c>{handler}</c> itself. A folder of source stands for its newest build.
/// </summary>
internal sealed record CodeLocation(IReadOnlyList<string>? Command, string TaskRoot, string? WhyNot)
{
    public static CodeLocation Find(string codeFolder, string handler)
    {
        var folder = Path.GetFullPath(codeFolder);
        var name = handler.Contains(':') || handler.Length == 0 ? "bootstrap" : handler;
        if (!Directory.Exists(folder))
        {
            return Missing(folder, $"The code folder {folder} does not exist.");
        }

        var (library, executable) = (Path.Combine(folder, name + ".dll"), Path.Combine(folder, name));
        if (File.Exists(library))
        {
            return Managed(library);
        }

        if (File.Exists(executable))
        {
            return new CodeLocation([executable], folder, null);
        }

        if (Directory.GetFiles(folder, "*.csproj") is not [var project, ..])
        {
            return Missing(folder, $"Found neither {name}.dll nor {name} nor a project in {folder}. Publish the function there, or let CodeUri name its source folder.");
        }

        return NewestBuild(folder, name) is { } build
            ? Managed(build)
            : Missing(folder, $"{Path.GetFileName(project)} is not built: found no bin/**/{name}.dll in {folder}. Run `dotnet build {project}`.");
    }

    private static string? NewestBuild(string folder, string name)
    {
        var bin = new DirectoryInfo(Path.Combine(folder, "bin"));
        var builds = bin.Exists ? bin.EnumerateFiles(name + ".dll", SearchOption.AllDirectories) : [];
        return builds.Where(file => file.Directory!.Name is not ("ref" or "refint")).MaxBy(file => file.LastWriteTimeUtc)?.FullName;
    }

    private static CodeLocation Managed(string library) => new([DotnetHost.Path, "exec", library], Path.GetDirectoryName(library)!, null);

    private static CodeLocation Missing(string folder, string whyNot) => new(null, folder, whyNot);
}
