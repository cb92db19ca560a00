using System.Text.Json.Nodes;
using Egress.Admin.Calls;

namespace Egress.Admin.Operators;

/// <summary>What people ask of Admin. The request is checked as a whole, then its verb runs; either way one line of audit says how it came out.</summary>
internal sealed class OperatorActions(IEnumerable<IVerb> verbs, Audit audit)
{
    private const string Actor = "operator";

    public async Task<JsonObject> RunAsync(OperatorRun run, CancellationToken cancellationToken)
    {
        if (OperatorRules.Fault(run.Request) is { } fault)
        {
            audit.Alarm(Actor, "unknown", "unknown", null, $"request {run.RequestId} refused: {fault}");
            throw new RefusedException($"The request is not sound: {fault}. Nothing was changed.");
        }

        var verb = verbs.First(each => each.Name == run.Request.Action);
        var (consumer, action) = (run.Request.Consumer ?? "all", verb.Name + (run.IsDryRun ? " (dry run)" : ""));
        try
        {
            var answer = await verb.RunAsync(run, cancellationToken);
            audit.Decided(Actor, action, consumer, (string?)answer["fingerprint"], $"request {run.RequestId}: {(string?)answer["outcome"] ?? "answered"}");
            return answer;
        }
        catch (Exception failure) when (failure is RefusedException or CallFailedException)
        {
            audit.Alarm(Actor, action, consumer, null, $"request {run.RequestId} failed: {failure.Message}");
            throw;
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            var cut = $"{verb.Name} was not done when the function's time was over. What it did so far stands; sent again it goes on from there";
            audit.Alarm(Actor, action, consumer, null, $"request {run.RequestId} failed: {cut}");
            throw new RefusedException($"{cut}.");
        }
    }
}
