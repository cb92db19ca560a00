using System.Globalization;
using System.Runtime.InteropServices;
using Egress.Benchmarks.Functions;

namespace Egress.Benchmarks.Reporting;

/// <summary>Where it was measured, and how busy that was with other things.</summary>
internal sealed record Machine(string Hardware, string Software, string LoadBefore)
{
    public static Machine Describe(DateTimeOffset day)
    {
        var model = Lines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim() ?? RuntimeInformation.ProcessArchitecture.ToString();
        var memory = Lines("/proc/meminfo").FirstOrDefault()?.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [_, var kilobytes, ..] ? long.Parse(kilobytes, CultureInfo.InvariantCulture) / 1024 / 1024 : 0;
        var system = Lines("/etc/os-release").FirstOrDefault(line => line.StartsWith("PRETTY_NAME", StringComparison.Ordinal))?.Split('"')[1] ?? RuntimeInformation.OSDescription;
        var tools = new[] { ("python3", "--version"), ("node", "--version"), ("nginx", "-v"), ("openssl", "version") }
            .Select(tool => (Name: tool.Item1, Tool: Tool.Run(tool.Item1, [tool.Item2])))
            .Where(tool => tool.Tool.WhyNot is null && tool.Tool.Said.Length > 0)
            .Select(tool => tool.Name == "node" ? $"Node {tool.Tool.Said}" : tool.Tool.Said);
        return new Machine(
            $"{Environment.ProcessorCount} × {model}, {memory} GB, {system}, kernel {Environment.OSVersion.Version}",
            string.Join(", ", [RuntimeInformation.FrameworkDescription, .. tools, day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)]),
            Load);
    }

    /// <summary>Processes that wanted a processor, on average over one, five and fifteen minutes.</summary>
    public static string Load => Lines("/proc/loadavg").FirstOrDefault() is { } line ? string.Join(", ", line.Split(' ')[..3]) : "not known";

    private static string[] Lines(string file) => File.Exists(file) ? File.ReadAllLines(file) : [];
}
