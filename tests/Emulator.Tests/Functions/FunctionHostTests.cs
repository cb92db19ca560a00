using System.Text.Json.Nodes;
using Egress.Emulator.ControlPlane;
using Egress.Emulator.Functions;
using Xunit;
using static Egress.Emulator.Tests.Functions.SampleFunction;

namespace Egress.Emulator.Tests.Functions;

/// <summary>Which process an invocation meets. Real processes over real sockets.</summary>
public sealed class FunctionHostTests
{
    [Fact]
    public async Task A_function_runs_as_a_process_and_answers()
    {
        await using var host = Host();

        var result = await InvokeAsync(host, """{"do":"echo","n":1}""");

        Assert.Null(result.FunctionError);
        Assert.Equal("""{"do":"echo","n":1}""", Text(result));
    }

    [Theory]
    [InlineData("SampleFunction")]
    [InlineData("sample")]
    [InlineData("123456789012:function:sample")]
    [InlineData("arn:aws:lambda:us-east-1:123456789012:function:sample")]
    public async Task A_function_is_found_by_logical_id_name_and_arn(string name)
    {
        await using var host = Host();

        Assert.Equal("SampleFunction", host.Find(name)?.LogicalId);
        Assert.Null(host.Find(name + "x"));
    }

    [Fact]
    public async Task With_no_functions_none_is_started_and_whoever_invokes_one_is_told_so()
    {
        await using var host = Host(options: new FunctionHostOptions { RunsFunctions = false });

        var refused = await Assert.ThrowsAsync<ControlPlaneException>(() => InvokeAsync(host, "{}"));

        Assert.Equal(("ResourceConflictException", 409), (refused.ErrorType, refused.StatusCode));
        Assert.Contains("SampleFunction is not started, because the emulator runs with --no-functions", refused.Message, StringComparison.Ordinal);
        Assert.Equal("SampleFunction", Assert.Single(host.Functions).LogicalId);
    }

    [Fact]
    public async Task An_idle_process_is_used_again()
    {
        await using var host = Host();

        var first = await DescribeAsync(host);
        var second = await DescribeAsync(host);

        Assert.Equal((int)first["pid"]!, (int)second["pid"]!);
    }

    [Fact]
    public async Task Concurrent_invocations_run_in_processes_of_their_own()
    {
        await using var host = Host();
        var meeting = Path.GetTempFileName();
        var payload = new JsonObject { ["do"] = "meet", ["at"] = meeting }.ToJsonString();

        var results = await Task.WhenAll(InvokeAsync(host, payload), InvokeAsync(host, payload));

        Assert.NotEqual(Text(results[0]), Text(results[1]));
        File.Delete(meeting);
    }
}
