using System.Reflection;

namespace Egress.Emulator.Vpc;

/// <summary>How to start a managed program with the very host that runs this one.</summary>
internal static class DotnetHost
{
    /// <summary><c>dotnet exec X.dll</c>.</summary>
    public static IReadOnlyList<string> CommandFor(Assembly assembly) => [Path, "exec", assembly.Location];

    /// <summary>The file <c>dotnet</c>: next to the shared framework that this process runs on.</summary>
    public static string Path { get; } = Find();

    private static string Find()
    {
        if (Environment.ProcessPath is { } self && System.IO.Path.GetFileNameWithoutExtension(self) == "dotnet")
        {
            return self;
        }

        // …/dotnet/shared/Microsoft.NETCore.App/10.0.x/ → …/dotnet
        var framework = new DirectoryInfo(System.Runtime.InteropServices.RuntimeEnvironment.GetRuntimeDirectory());
        return System.IO.Path.Combine(framework.Parent!.Parent!.Parent!.FullName, OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet");
    }
}
