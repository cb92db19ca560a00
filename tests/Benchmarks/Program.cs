using System.Diagnostics;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Egress.Benchmarks;
using Egress.Benchmarks.Costs;

if (args is ["costs"])
{
    CostReport.Write(Directory.GetCurrentDirectory());
    return 0;
}

// The measuring process must trust the server's certificate from its first handshake on, so it is a process of its own.
if (args is ["measure"])
{
    var config = DefaultConfig.Instance.AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance)).WithArtifactsPath("artifacts/benchmarks");
    var summary = BenchmarkRunner.Run<ClientOverhead>(config);
    return summary.HasCriticalValidationErrors || summary.Reports.IsEmpty || summary.Reports.Any(report => !report.Success) ? 1 : 0;
}

await using var gateway = await AnsweringGateway.StartAsync(CancellationToken.None);
var command = new ProcessStartInfo(Environment.ProcessPath!, Environment.ProcessPath!.EndsWith("dotnet", StringComparison.Ordinal) ? ["exec", typeof(ClientOverhead).Assembly.Location, "measure"] : ["measure"]);
command.Environment["SSL_CERT_FILE"] = gateway.CaBundle;
command.Environment[ClientOverhead.GatewayVariable] = gateway.Address.OriginalString;
using var measuring = Process.Start(command)!;
await measuring.WaitForExitAsync();
return measuring.ExitCode;
