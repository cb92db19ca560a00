using System.ComponentModel;
using System.Diagnostics;

namespace Egress.Benchmarks.Functions;

/// <summary>What another program said, or why it could not be run.</summary>
internal sealed record Tool(string Said, string? WhyNot)
{
    public static Tool Run(string file, string[] arguments, string? folder = null)
    {
        try
        {
            var start = new ProcessStartInfo(file, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder ?? "" };
            using var process = Process.Start(start)!;
            var errors = process.StandardError.ReadToEndAsync();
            var said = process.StandardOutput.ReadToEnd().Trim();
            process.WaitForExit();
            return process.ExitCode == 0 ? new Tool(said, null) : new Tool(said, Reason($"`{file}` ended with {process.ExitCode}: ", said, errors.Result));
        }
        catch (Win32Exception missing)
        {
            return new Tool("", $"`{file}` is not installed: {missing.Message}");
        }
    }

    private static string Reason(string begin, string said, string errors) =>
        begin + ((said + '\n' + errors).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).FirstOrDefault(line => line.Contains("error", StringComparison.OrdinalIgnoreCase)) ?? "no message");
}
