using System.Text.Json.Nodes;
using Xunit;

namespace Egress.EndToEnd.Tests;

/// <summary>AdminFunction as a Lambda process, and what its log shows CloudWatch.</summary>
public sealed class AdminLogTests
{
    private const string Prefix = "[AdminFunction] {";

    /// <summary>Anything before the brace, such as the time and the request's id, would leave the alarms without metrics and the dashboard without names.</summary>
    [Fact]
    public async Task Metrics_and_the_names_of_keys_are_lines_of_JSON_with_nothing_before_them()
    {
        var file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.json");
        await File.WriteAllTextAsync(file, """{"action":"sweep"}""", TestContext.Current.CancellationToken);
        try
        {
            var result = await RunningProgram.RunAsync(TestContext.Current.CancellationToken, "invoke", "AdminFunction", "--event", file, "--control-port", "0");

            var lines = result.Errors.Split('\n').Where(line => line.Contains(Prefix, StringComparison.Ordinal)).Select(line => JsonNode.Parse(line[(line.IndexOf(Prefix, StringComparison.Ordinal) + Prefix.Length - 1)..])!).ToArray();
            Assert.Single(lines, line => line["_aws"] is not null && (int)line["SweepsCompleted"]! == 1);
            Assert.Single(lines, line => line["_aws"] is null && (string?)line["consumer"] == "app" && (string?)line["upstream"] == "httpbin.org" && (long)line["quotaLeft"]! > 0);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
