using System.Text.Json.Nodes;

namespace Egress.Admin.Operators;

/// <summary>The parts that answers have in common.</summary>
internal static class Answer
{
    /// <summary>What was done; or with a dry run, what would be done, step by step.</summary>
    public static JsonObject Of(OperatorRun run, string outcome, params IEnumerable<string> steps)
    {
        var answer = new JsonObject { ["action"] = run.Request.Action };
        if (run.Request.Consumer is { } consumer)
        {
            answer["consumer"] = consumer;
        }

        answer["dryRun"] = run.IsDryRun;
        answer["outcome"] = run.IsDryRun ? "nothing was changed" : outcome;
        answer[run.IsDryRun ? "wouldDo" : "did"] = List(steps);
        return answer;
    }

    public static JsonArray List(IEnumerable<string> texts) => [.. texts.Select(text => (JsonNode)text)];

    public static JsonObject With(this JsonObject answer, string member, JsonNode? value)
    {
        answer[member] = value;
        return answer;
    }
}
