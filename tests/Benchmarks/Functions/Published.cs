namespace Egress.Benchmarks.Functions;

/// <summary>Caller, published as a deployment would: built for net10.0 where the registry has what that needs, else for net9.0.</summary>
internal sealed record Published(string Path, string Framework, string? WhyNot)
{
    private static readonly string[] Frameworks = ["net10.0", "net9.0"];

    public static Published Native(string root) => First(root, "bootstrap", Frameworks, "-p:PublishAot=true");

    public static Published Managed(string root) => First(root, "bootstrap.dll", Frameworks[..1], "-p:PublishReadyToRun=true");

    private static Published First(string root, string file, string[] frameworks, string how)
    {
        string? whyNot = null;
        foreach (var framework in frameworks)
        {
            var artifacts = System.IO.Path.Combine(root, "artifacts", "bench", how[3..how.IndexOf('=', StringComparison.Ordinal)] + framework);
            string[] arguments = ["publish", "functions/Caller", "-c", "Release", "-r", "linux-x64", how, $"-p:BenchFramework={framework}", "--artifacts-path", artifacts, "-v", "quiet", "--nologo"];
            var tool = Tool.Run("dotnet", arguments, root);
            if (tool.WhyNot is null)
            {
                return new Published(System.IO.Path.Combine(artifacts, "publish", "Caller", "release_linux-x64", file), framework, null);
            }

            whyNot ??= tool.WhyNot;
        }

        return new Published("", frameworks[^1], whyNot);
    }
}
