using System.Diagnostics;
using System.Globalization;

namespace Egress.Benchmarks.Emulating;

/// <summary>A proxy under test: a process on the first core, and the request that it takes.</summary>
internal sealed record Proxy(string Name, Process Process, Uri Url, string Path, string Headers) : IDisposable
{
    /// <summary>Whether an answer of 100 MB can come through it.</summary>
    public bool Streams { get; init; } = true;

    /// <summary>Seconds of processor time so far, of all its threads.</summary>
    public double CpuSeconds
    {
        get
        {
            Process.Refresh();
            return Process.TotalProcessorTime.TotalSeconds;
        }
    }

    public double PeakMegabytes => double.Parse(
        File.ReadLines($"/proc/{Process.Id}/status").First(line => line.StartsWith("VmHWM", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;

    public byte[] Request(string leaf) => System.Text.Encoding.ASCII.GetBytes($"GET {Path}/{leaf} HTTP/1.1\r\nHost: {Url.Authority}\r\n{Headers}\r\n");

    public void Dispose()
    {
        Process.Kill();
        Process.WaitForExit();
        Process.Dispose();
    }
}
