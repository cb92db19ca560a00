using System.Text.Json.Nodes;
using Egress.Admin.Sweeping;

namespace Egress.Admin.Operators;

/// <summary>The scheduled sweep, now.</summary>
internal sealed class SweepVerb(Sweep sweep) : IVerb
{
    public string Name => "sweep";

    public async Task<JsonObject> RunAsync(OperatorRun run, CancellationToken cancellationToken)
    {
        var report = await sweep.RunAsync(new SweepOrder { Actor = "operator", Consumer = run.Request.Consumer, IsDryRun = run.IsDryRun, Remaining = run.Remaining }, cancellationToken);
        return Answer.Of(run, $"{report.Done.Count} things done", report.Done.Select(line => $"{line.Consumer}: {line.Action}{(line.KeyId is null ? "" : $" key {line.KeyId}")}: {line.Reason}"))
            .With("consumers", report.Consumers)
            .With("keysAlive", report.KeysAlive)
            .With("keysHeld", report.KeysHeld)
            .With("isComplete", report.IsComplete);
    }
}
