using System.Text.Json;
using Egress.Emulator.ControlPlane;
using Egress.Emulator.Functions;
using Egress.Emulator.Gateway;
using Egress.Probe.Contract;

namespace Egress.Admin.Tests.Simulation;

/// <summary>Probe's part: it asks the gateway's nodes directly, an answer from any of them each time, and takes as long as the real one would.</summary>
internal sealed class ProbeStandIn(GatewayNodes nodes, SecretStore secrets, SkippingTimeProvider time, string apiId)
{
    /// <summary>What Probe was sent and what it answered: no value may be in either.</summary>
    public List<string> Payloads { get; } = [];

    public List<ProbeRequest> Requests { get; } = [];

    /// <summary>An upstream's fault, as Probe would tell it.</summary>
    public Dictionary<string, string> Faults { get; } = [];

    /// <summary>Upstreams whose methods somebody deployed without a key.</summary>
    public HashSet<string> Unprotected { get; } = [];

    /// <summary>Until then the stages are too new: nodes answer an unmarked 403.</summary>
    public DateTimeOffset SettledAt { get; set; }

    /// <summary>Until then the endpoint's name has no address.</summary>
    public DateTimeOffset ResolvesAt { get; set; }

    /// <summary>How the function fails; null when it works.</summary>
    public string? FunctionError { get; set; }

    /// <summary>Changes a report on its way back.</summary>
    public Func<ProbeReport, ProbeReport> Distort { get; set; } = report => report;

    public Task<InvocationResult> InvokeAsync(ReadOnlyMemory<byte> payload)
    {
        var request = JsonSerializer.Deserialize(payload.Span, ProbeJson.Default.ProbeRequest)!;
        Requests.Add(request);
        if (FunctionError is { } error)
        {
            return Task.FromResult(new InvocationResult("{\"errorType\":\"X\"}"u8.ToArray(), error, ""));
        }

        var answer = JsonSerializer.SerializeToUtf8Bytes(Distort(Probe(request)), ProbeJson.Default.ProbeReport);
        Payloads.AddRange([System.Text.Encoding.UTF8.GetString(payload.Span), System.Text.Encoding.UTF8.GetString(answer)]);
        return Task.FromResult(new InvocationResult(answer, null, ""));
    }

    private ProbeReport Probe(ProbeRequest request)
    {
        if (time.GetUtcNow() < ResolvesAt)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            return new ProbeReport { VersionId = request.VersionId, Trouble = "The name cannot be resolved.", Upstreams = [.. request.Upstreams.Select(upstream => new UpstreamReport { Upstream = upstream, Neutral = request.Attempts })] };
        }

        if (time.GetUtcNow() < SettledAt)
        {
            return new ProbeReport { VersionId = request.VersionId, Upstreams = [.. request.Upstreams.Select(upstream => new UpstreamReport { Upstream = upstream, Neutral = 1, Fault = request.IsSettling ? null : "blocked: 403" })] };
        }

        var value = request.Mode == ProbeMode.Control ? ApiKey.Draw().Value : ValueOf(request);
        var reports = request.Upstreams.ToDictionary(upstream => upstream, upstream => new UpstreamReport { Upstream = upstream, Fault = Faults.GetValueOrDefault(upstream) });
        var runStarted = request.Upstreams.ToDictionary(upstream => upstream, _ => 0L);
        for (var attempt = 0; attempt < request.Attempts; attempt++)
        {
            foreach (var report in reports.Values)
            {
                var isPass = Unprotected.Contains(report.Upstream) || nodes.Pick().Find(apiId, report.Upstream.Replace('.', '_'), value) is not null;
                Count(report, isPass, isPass == (request.Mode == ProbeMode.Accept), (long)attempt * request.IntervalMs, runStarted);
            }

            if (attempt < request.Attempts - 1)
            {
                time.Advance(TimeSpan.FromMilliseconds(request.IntervalMs));
            }
        }

        var ended = (long)(request.Attempts - 1) * request.IntervalMs;
        foreach (var report in reports.Values)
        {
            report.RunMs = report.Run == 0 ? 0 : ended - runStarted[report.Upstream];
        }

        return new ProbeReport { VersionId = request.VersionId, Upstreams = [.. reports.Values], Addresses = ["10.0.0.1"] };
    }

    private static void Count(UpstreamReport report, bool isPass, bool isWished, long elapsedMs, Dictionary<string, long> runStarted)
    {
        report.Passes += isPass ? 1 : 0;
        report.Refusals += isPass ? 0 : 1;
        runStarted[report.Upstream] = report.Run == 0 ? elapsedMs : runStarted[report.Upstream];
        report.Run = isWished ? report.Run + 1 : 0;
        report.LongestRun = Math.Max(report.LongestRun, report.Run);
        report.FirstMs ??= isWished ? elapsedMs : null;
    }

    private string ValueOf(ProbeRequest request)
    {
        var version = secrets.Present(request.SecretId!).Version(request.VersionId!)?.Value?.Text ?? throw new InvalidOperationException("The version has no value.");
        return (string)System.Text.Json.Nodes.JsonNode.Parse(version)!["apiKey"]!;
    }
}
