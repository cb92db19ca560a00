using System.Text.Json.Nodes;
using Egress.Emulator.ControlPlane;
using Egress.Emulator.Functions;
using Xunit;
using static Egress.Emulator.Tests.Functions.SampleFunction;

namespace Egress.Emulator.Tests.Functions;

/// <summary>What becomes of functions that fail, hang or end. Real processes over real sockets.</summary>
public sealed class FunctionFailureTests
{
    [Fact]
    public async Task More_concurrency_than_allowed_is_throttled()
    {
        await using var host = Host(options: new FunctionHostOptions { MaxConcurrency = 1 });
        var meeting = Path.GetTempFileName();
        var first = InvokeAsync(host, new JsonObject { ["do"] = "meet", ["at"] = meeting }.ToJsonString());

        var refused = await Assert.ThrowsAsync<ControlPlaneException>(() => InvokeAsync(host, "{}"));

        Assert.Equal(("TooManyRequestsException", 429), (refused.ErrorType, refused.StatusCode));
        await File.AppendAllTextAsync(meeting, "x", TestContext.Current.CancellationToken);
        Assert.Null((await first).FunctionError);
        File.Delete(meeting);
    }

    [Theory]
    [InlineData("nothing is reserved", null, "ConcurrentInvocationLimitExceeded")]
    [InlineData("less is reserved than the host has", 0, "ReservedFunctionConcurrentInvocationLimitExceeded")]
    [InlineData("more is reserved than the host has", 7, "ConcurrentInvocationLimitExceeded")]
    public async Task A_refusal_says_whose_limit_it_was(string because, int? reserved, string reason)
    {
        await using var host = Host(Definition with { ReservedConcurrency = reserved }, new FunctionHostOptions { MaxConcurrency = reserved == 0 ? 1 : 0 });

        var refused = await Assert.ThrowsAsync<ControlPlaneException>(() => InvokeAsync(host, "{}"));

        Assert.True((429, reason) == (refused.StatusCode, refused.Reason), because);
    }

    [Fact]
    public async Task A_functions_own_error_is_passed_on_and_its_process_goes_on()
    {
        await using var host = Host();
        var pid = (int)(await DescribeAsync(host))["pid"]!;

        var failed = await InvokeAsync(host, """{"do":"fail"}""");

        Assert.Equal("Unhandled", failed.FunctionError);
        Assert.Equal("""{"errorType":"ArgumentException","errorMessage":"as asked","stackTrace":[]}""", Text(failed));
        Assert.Equal(pid, (int)(await DescribeAsync(host))["pid"]!);
    }

    [Theory]
    [InlineData("a status other than 0", 1, "Runtime exited with error: exit status 1")]
    [InlineData("status 0 is a crash too", 0, "Runtime exited without providing a reason")]
    [InlineData("128 and more is a signal", 137, "Runtime exited with error: signal: killed")]
    public async Task A_process_that_ends_in_the_middle_is_a_crash(string because, int code, string reason)
    {
        await using var host = Host();

        var crashed = await InvokeAsync(host, new JsonObject { ["do"] = "exit", ["code"] = code }.ToJsonString());

        Assert.True(crashed.FunctionError == "Unhandled", because);
        Assert.Equal("Runtime.ExitError", FunctionErrors.TypeOf(crashed.Payload));
        Assert.Matches($"^RequestId: [0-9a-f-]{{36}} Error: {reason}$", Message(crashed));
        Assert.Null((await InvokeAsync(host, "{}")).FunctionError);
    }

    [Fact]
    public async Task A_function_that_takes_too_long_is_killed()
    {
        await using var host = Host(Definition with { Timeout = TimeSpan.FromMilliseconds(300) });
        var pid = (int)(await DescribeAsync(host))["pid"]!;

        var late = await InvokeAsync(host, """{"do":"hang"}""");

        Assert.Equal(("Unhandled", FunctionErrors.TimedOut), (late.FunctionError, FunctionErrors.TypeOf(late.Payload)));
        Assert.Matches("^RequestId: [0-9a-f-]{36} Error: Task timed out after 0.30 seconds$", Message(late));
        Assert.Contains(" Task timed out after 0.30 seconds\nEND ", late.LogTail);
        Assert.EndsWith("\tStatus: timeout\n", late.LogTail);
        AssertEnded(pid);
    }

    [Fact]
    public async Task The_largest_answer_passes_and_one_byte_more_does_not()
    {
        await using var host = Host();

        var largest = await InvokeAsync(host, new JsonObject { ["do"] = "large", ["bytes"] = RuntimeApi.MaxResponseBytes }.ToJsonString());
        var tooLarge = await InvokeAsync(host, new JsonObject { ["do"] = "large", ["bytes"] = RuntimeApi.MaxResponseBytes + 1 }.ToJsonString());

        Assert.Equal((null, RuntimeApi.MaxResponseBytes), (largest.FunctionError, largest.Payload.Length));
        Assert.Equal("Function.ResponseSizeTooLarge", FunctionErrors.TypeOf(tooLarge.Payload));
        Assert.Equal("Response payload size exceeded maximum allowed payload size (6291556 bytes).", Message(tooLarge));
    }

    [Fact]
    public async Task A_second_answer_to_the_same_request_is_refused()
    {
        await using var host = Host();

        var answered = await InvokeAsync(host, """{"do":"answer twice"}""");

        Assert.Equal("\"first\"", Text(answered));
        Assert.Contains(
            """403 {"errorMessage":"State transition from RuntimeResponseSentState to InvocationResponse failed for runtime. Error: State transition is not allowed","errorType":"InvalidStateTransition"}""",
            answered.LogTail,
            StringComparison.Ordinal);
        Assert.Null((await InvokeAsync(host, "{}")).FunctionError);
    }

    [Fact]
    public async Task What_the_runtime_asks_for_at_the_wrong_time_is_refused_and_the_invocation_goes_on()
    {
        await using var host = Host();

        var answered = await InvokeAsync(host, """{"do":"misuse"}""");

        Assert.Equal("null", Text(answered));
        Assert.Contains("403 {\"errorMessage\":\"State transition from Running to Ready failed for runtime.", answered.LogTail, StringComparison.Ordinal);
        Assert.Contains("403 {\"errorMessage\":\"State transition from Running to InitError failed for runtime.", answered.LogTail, StringComparison.Ordinal);
        Assert.Contains("400 {\"errorMessage\":\"Invalid request ID\",\"errorType\":\"InvalidRequestID\"}", answered.LogTail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Code_that_is_not_there_says_what_was_looked_for()
    {
        await using var host = Host(Definition with { CodeFolder = "/nowhere" });

        var failed = await InvokeAsync(host, "{}");

        Assert.Equal("Runtime.InvalidEntrypoint", FunctionErrors.TypeOf(failed.Payload));
        Assert.Contains("/nowhere does not exist", Message(failed));
    }

    [Fact]
    public async Task Code_that_cannot_be_started_fails_the_invocation_and_says_why()
    {
        var folder = Directory.CreateTempSubdirectory("egress-unstartable-");
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "bootstrap"), "#!/bin/sh\n", TestContext.Current.CancellationToken);
        await using var host = Host(Definition with { CodeFolder = folder.FullName });

        var failed = await InvokeAsync(host, "{}");
        folder.Delete(recursive: true);

        Assert.Equal(("Unhandled", "Runtime.InvalidEntrypoint"), (failed.FunctionError, FunctionErrors.TypeOf(failed.Payload)));
        Assert.Matches("^RequestId: [0-9a-f-]{36} Error: Couldn't find valid bootstrap", Message(failed));
        Assert.Contains("bootstrap could not be started: ", Message(failed));
        Assert.Contains("Is it executable", failed.LogTail);
    }

    [Fact]
    public async Task No_process_survives_the_host()
    {
        var host = Host();
        var pid = (int)(await DescribeAsync(host))["pid"]!;

        await host.DisposeAsync();

        AssertEnded(pid);
    }

    [Fact]
    public async Task Giving_up_on_an_invocation_ends_its_process()
    {
        await using var host = Host();
        var pid = (int)(await DescribeAsync(host))["pid"]!;
        using var impatient = new CancellationTokenSource();
        var invocation = host.InvokeAsync(host.Find("sample")!, """{"do":"hang"}"""u8.ToArray(), impatient.Token);

        await impatient.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => invocation);
        AssertEnded(pid);
    }
}
