using System.Diagnostics;
using Egress.Testing.Wire;

namespace Egress.Caller.Tests;

/// <summary>The function as Lambda runs it: a process of its own that polls the Runtime API. It ends with the test.</summary>
internal sealed class CallerProcess : IAsyncDisposable
{
    private readonly Process _process;

    public CallerProcess(FakeRuntimeApi runtime, IReadOnlyDictionary<string, string> environment)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, "bootstrap.dll")]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        start.Environment["AWS_LAMBDA_RUNTIME_API"] = runtime.Authority;
        _process = Process.Start(start)!;
        Output = _process.StandardOutput.ReadToEndAsync();
        Errors = _process.StandardError.ReadToEndAsync();
    }

    public Task<string> Output { get; }
    public Task<string> Errors { get; }

    /// <summary>Ends the process: what it wrote is complete afterwards.</summary>
    public async Task EndAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        _process.Dispose();
    }

    public static Dictionary<string, string> Environment(FakeGateway gateway, FakeSecrets secrets) => new()
    {
        ["Egress__GatewayUrl"] = gateway.Url,
        ["Egress__ApiId"] = FakeGateway.ApiId,
        ["Egress__Mark"] = FakeGateway.Mark,
        ["Egress__SecretId"] = "app",
        ["Egress__Consumer"] = "app",
        ["Egress__KeyFetchTimeout"] = "00:00:30",
        ["Egress__ConnectTimeout"] = "00:00:30",
        ["AWS_ENDPOINT_URL_SECRETS_MANAGER"] = secrets.Url,
        ["AWS_REGION"] = "us-east-1",
        ["AWS_ACCESS_KEY_ID"] = "test",
        ["AWS_SECRET_ACCESS_KEY"] = "test",
    };
}
