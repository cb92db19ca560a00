using System.Diagnostics;
using Xunit;

namespace Egress.StandIns.Tests.Wire;

/// <summary>StandIns.Function as a process of its own, with no AWS variable in its environment but those that a test names.</summary>
internal sealed class FunctionProcess : IAsyncDisposable
{
    private readonly Process process;
    private readonly Task<string> output;
    private readonly Task<string> error;

    private FunctionProcess(Process process)
    {
        this.process = process;
        output = process.StandardOutput.ReadToEndAsync();
        error = process.StandardError.ReadToEndAsync();
    }

    public static FunctionProcess Start(string shape, string runtimeApi, params (string Name, string Value)[] variables)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "Egress.StandIns.Function.dll"));
        start.ArgumentList.Add(shape);
        foreach (var inherited in start.Environment.Keys.Where(name => name.StartsWith("AWS_", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(inherited);
        }

        start.Environment["AWS_LAMBDA_RUNTIME_API"] = runtimeApi;
        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        return new FunctionProcess(Process.Start(start)!);
    }

    /// <summary>Ends the process and returns the lines of its standard output.</summary>
    public async Task<string[]> LogAsync()
    {
        process.Kill();
        return (await output).Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <returns>The exit code of a process that ends by itself, and what it wrote to standard error.</returns>
    public async Task<(int ExitCode, string Error)> ExitAsync()
    {
        await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        return (process.ExitCode, await error);
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync(CancellationToken.None);
        process.Dispose();
    }
}
