using System.Diagnostics;
using System.Globalization;

namespace Egress.EndToEnd.Tests;

/// <summary>Processes as Linux has them in /proc (proc(5)), and a word to one of them.</summary>
internal static class ProcessTree
{
    /// <summary>The ids of all that a process has started, and of what those have.</summary>
    public static IReadOnlyList<int> Below(int id)
    {
        var parents = Directory.GetDirectories("/proc")
            .Select(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var one) ? one : 0)
            .Select(one => (Id: one, Status: StatusOf(one)))
            .Where(one => one.Status is not null)
            .ToLookup(one => int.Parse(one.Status![1], CultureInfo.InvariantCulture), one => one.Id);
        return [.. All(id)];

        IEnumerable<int> All(int parent) => parents[parent].SelectMany(child => All(child).Prepend(child));
    }

    /// <summary>Whether it runs; one that has ended and only waits to be collected does not.</summary>
    public static bool IsAlive(int id) => StatusOf(id) is [not ("Z" or "X"), ..];

    /// <summary>SIGTERM, by the shell's own kill: .NET offers SIGKILL only.</summary>
    public static void AskToEnd(int id)
    {
        using var shell = Process.Start("sh", ["-c", $"kill -TERM {id}"]);
        shell.WaitForExit();
    }

    /// <summary>State, parent and the rest of /proc/ID/stat, after the name in parentheses; null when there is no such process.</summary>
    private static string[]? StatusOf(int id)
    {
        try
        {
            var status = File.ReadAllText($"/proc/{id}/stat");
            return status[(status.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (IOException) // it ended meanwhile
        {
            return null;
        }
    }
}
