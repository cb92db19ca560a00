using System.Diagnostics;

namespace Egress.Benchmarks.Functions;

/// <summary>One way to write or build the same function. What cannot be had here keeps its row and says why.</summary>
internal sealed record Variant(string Name, string What, string[] Command, IReadOnlyDictionary<string, string> Environment, string? WhyNot = null)
{
    public const string Aot = "Caller, AOT";
    public const string ReadyToRun = "Caller, ReadyToRun";
    public const string Seed = "seed-style Python";
    public const string Python = "good Python";
    public const string Node = "Node";
    public const string Floor = "C floor";

    /// <summary>In a clean environment, as a sandbox of Lambda is.</summary>
    public Process Start(RuntimeApiHost host)
    {
        var start = new ProcessStartInfo(Command[0], Command[1..]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment.Clear();
        foreach (var (name, value) in Environment)
        {
            start.Environment[name] = value;
        }

        start.Environment["PATH"] = "/usr/local/bin:/usr/bin:/bin";
        start.Environment["LANG"] = "en_US.UTF-8";
        start.Environment["AWS_LAMBDA_RUNTIME_API"] = host.Authority;
        var process = Cores.OnFirst(() => Process.Start(start)!);
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        return process;
    }
}
