using System.ComponentModel;
using System.Diagnostics;
using Egress.Testing;

namespace Egress.Template.Tests;

/// <summary>A program that is asked as an independent witness. It need not be installed; a test then says so and is skipped.</summary>
internal static class Tool
{
    /// <summary>Runs the program in the checkout; null when there is no such program.</summary>
    public static async Task<ToolResult?> RunAsync(string program, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = Repository.Root, RedirectStandardOutput = true, RedirectStandardError = true };
        try
        {
            using var process = Process.Start(start)!;
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var error = process.StandardError.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            return new ToolResult(process.ExitCode, await output, await error);
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
