using System.Text.Json;
using Egress.Emulator.ControlPlane;
using Egress.Emulator.Functions;
using Egress.Emulator.Gateway;
using Egress.Probe.Contract;
using Egress.Testing;

namespace Egress.Simulation;

/// <summary>Probe on virtual time: each question meets any node, and others go on meanwhile. It keeps its own record of what was accepted how often in a row.</summary>
internal sealed class SimulatedProbe(GatewayNodes nodes, SecretStore secrets, ManualTimeProvider clock)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly Dictionary<(string Value, string Upstream), int> _runs = [];

    /// <summary>A broken prover, to see that the invariants notice: changes what Admin is told, not what was found.</summary>
    public Func<ProbeReport, ProbeReport> Distort { get; set; } = report => report;

    public List<string> Payloads { get; } = [];

    public int RunOf(string value, string upstream) => _runs.GetValueOrDefault((value, upstream));

    public async Task<InvocationResult> InvokeAsync(ReadOnlyMemory<byte> payload)
    {
        var request = JsonSerializer.Deserialize(payload.Span, ProbeJson.Default.ProbeRequest)!;
        var value = request.Mode == ProbeMode.Control ? ApiKey.Draw().Value : await ValueOfAsync(request);
        if (value is null)
        {
            return new InvocationResult("{}"u8.ToArray(), "Unhandled", "");
        }

        var report = Distort(await ProbeAsync(request, value));
        var answer = JsonSerializer.SerializeToUtf8Bytes(report, ProbeJson.Default.ProbeReport);
        Payloads.AddRange([System.Text.Encoding.UTF8.GetString(payload.Span), System.Text.Encoding.UTF8.GetString(answer)]);
        return new InvocationResult(answer, null, "");
    }

    private async Task<ProbeReport> ProbeAsync(ProbeRequest request, string value)
    {
        var started = clock.GetTimestamp();
        var reports = request.Upstreams.ToDictionary(upstream => upstream, upstream => new UpstreamReport { Upstream = upstream });
        var runStarted = request.Upstreams.ToDictionary(upstream => upstream, _ => TimeSpan.Zero);
        for (var attempt = 0; attempt < request.Attempts; attempt++)
        {
            if (attempt > 0)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(request.IntervalMs), clock, CancellationToken.None);
            }

            foreach (var report in reports.Values)
            {
                Count(report, request.Mode, value, clock.GetElapsedTime(started), runStarted);
            }
        }

        foreach (var report in reports.Values)
        {
            report.RunMs = report.Run == 0 ? 0 : (long)(clock.GetElapsedTime(started) - runStarted[report.Upstream]).TotalMilliseconds;
        }

        return new ProbeReport { VersionId = request.VersionId, Upstreams = [.. reports.Values], Addresses = ["10.0.0.1"] };
    }

    private void Count(UpstreamReport report, ProbeMode mode, string value, TimeSpan elapsed, Dictionary<string, TimeSpan> runStarted)
    {
        var isPass = nodes.Pick().Find(DeployedStack.ApiId, report.Upstream.Replace('.', '_'), value) is not null;
        _runs[(value, report.Upstream)] = isPass ? RunOf(value, report.Upstream) + 1 : 0;
        report.Passes += isPass ? 1 : 0;
        report.Refusals += isPass ? 0 : 1;
        runStarted[report.Upstream] = report.Run == 0 ? elapsed : runStarted[report.Upstream];
        var isWished = isPass == (mode == ProbeMode.Accept);
        report.Run = isWished ? report.Run + 1 : 0;
        report.LongestRun = Math.Max(report.LongestRun, report.Run);
        report.FirstMs ??= isWished ? (long)elapsed.TotalMilliseconds : null;
    }

    // As Probe does: a value that was stored a moment ago may not be seen yet.
    private async Task<string?> ValueOfAsync(ProbeRequest request)
    {
        for (var started = clock.GetTimestamp(); ;)
        {
            if (ValueOf(request) is var value && (value is not null || clock.GetElapsedTime(started) >= Patience))
            {
                return value;
            }

            await Task.Delay(TimeSpan.FromSeconds(1), clock, CancellationToken.None);
        }
    }

    // Through a reader's eyes, which are late.
    private string? ValueOf(ProbeRequest request) =>
        secrets.Lagging(request.SecretId!).Version(request.VersionId!)?.Value?.Text is { } text ? (string?)System.Text.Json.Nodes.JsonNode.Parse(text)!["apiKey"] : null;
}
