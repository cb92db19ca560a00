using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Egress.StandIns.Tests.Wire;
using Xunit;

namespace Egress.StandIns.Tests.RuntimeSupport;

public sealed partial class LoggingTests
{
    [Fact]
    public async Task Text_is_time_request_level_and_message_between_tabs()
    {
        var lines = await LogAsync();

        Assert.All(lines.Where(line => line.Contains('\t', StringComparison.Ordinal)), line => Assert.Matches(Prefix(), line));
        Assert.Equal(
            [
                "r-1\tinfo\tapp waited 1.50 s for {Keys}",
                "r-1\twarn\tpositions first second",
                "r-1\tfail\tit went wrong",
                "System.InvalidOperationException: boom",
                "r-1\tcrit\tfrom anywhere",
                "r-1\tinfo\tfrom the console",
                "in two lines",
                "r-1\tinfo\tTrue",
            ],
            lines.Select(line => Prefix().Replace(line, string.Empty)));
    }

    [Fact]
    public async Task Json_has_a_member_for_each_placeholder()
    {
        var lines = (await LogAsync(("AWS_LAMBDA_LOG_FORMAT", "JSON"))).Select(line => JsonNode.Parse(line)!.AsObject()).ToArray();

        Assert.All(lines, line => Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$", (string?)line["timestamp"]));
        Assert.All(lines, line => line.Remove("timestamp"));
        Assert.Equal(
            [
                """{"level":"Information","requestId":"r-1","traceId":"Root=1","message":"app waited 1.50 s for {Keys}","Consumer":"app","Wait":"1.50","Keys":["a","b"]}""",
                """{"level":"Warning","requestId":"r-1","traceId":"Root=1","message":"positions first second","1":"first","0":"second"}""",
                """{"level":"Error","requestId":"r-1","traceId":"Root=1","message":"it went wrong","errorType":"System.InvalidOperationException","errorMessage":"boom","""
                + "\"stackTrace\":[\"System.InvalidOperationException: boom\"]}",
                """{"level":"Critical","requestId":"r-1","traceId":"Root=1","message":"from anywhere"}""",
                """{"level":"Information","requestId":"r-1","traceId":"Root=1","message":"from the console\nin two lines"}""",
                """{"level":"Information","requestId":"r-1","traceId":"Root=1","message":"True"}""",
            ],
            lines.Select(line => line.ToJsonString()));
    }

    [Theory]
    [InlineData("DEBUG", "dbug info warn fail crit info info")]
    [InlineData("WARN", "warn fail crit")]
    [InlineData("ERROR", "fail crit")]
    [InlineData("FATAL", "crit")]
    public async Task A_message_below_the_level_is_dropped(string level, string kept)
    {
        var lines = await LogAsync(("AWS_LAMBDA_LOG_LEVEL", level));

        Assert.Equal(kept, string.Join(' ', lines.Where(line => line.Contains('\t', StringComparison.Ordinal)).Select(line => line.Split('\t')[2])));
    }

    [Fact]
    public async Task The_settings_of_the_runtime_client_win_over_those_of_the_service()
    {
        var lines = await LogAsync(
            ("AWS_LAMBDA_LOG_LEVEL", "TRACE"),
            ("AWS_LAMBDA_HANDLER_LOG_LEVEL", "Critical"),
            ("AWS_LAMBDA_LOG_FORMAT", "JSON"),
            ("AWS_LAMBDA_HANDLER_LOG_FORMAT", "Unformatted"));

        Assert.Equal(["from anywhere"], lines);
    }

    [Fact]
    public async Task An_exception_of_the_handler_is_logged_as_an_error()
    {
        await using var api = await RuntimeApi.StartAsync();
        await using var function = FunctionProcess.Start("typed → typed", api.Endpoint);
        await api.InvokeAsync("r-1", """{"do":"throw","text":"boom"}""");

        var lines = await function.LogAsync();

        Assert.Equal("r-1\tfail\tSystem.InvalidOperationException: boom", Prefix().Replace(lines[0], string.Empty));
    }

    private static async Task<string[]> LogAsync(params (string Name, string Value)[] variables)
    {
        await using var api = await RuntimeApi.StartAsync();
        await using var function = FunctionProcess.Start("typed, context → typed", api.Endpoint, variables);
        await api.InvokeAsync("r-1", """{"do":"log"}""", ("Lambda-Runtime-Trace-Id", "Root=1"));
        return await function.LogAsync();
    }

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z\t")]
    private static partial Regex Prefix();
}
