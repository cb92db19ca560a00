using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Egress.Emulator.ControlPlane;
using Egress.Emulator.Functions;
using Xunit;

namespace Egress.Emulator.Tests.Functions;

/// <summary>Real processes over real sockets.</summary>
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

    [Fact]
    public async Task The_environment_is_the_templates_and_lambdas_and_nothing_of_this_machine()
    {
        Environment.SetEnvironmentVariable("EGRESS_CANARY", "of this machine");
        await using var host = Host();

        var environment = (await DescribeAsync(host))["environment"]!.AsObject();

        Assert.Equal("hello", (string?)environment["GREETING"]);
        Assert.Equal("256", (string?)environment["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"]);
        Assert.Equal("bootstrap", (string?)environment["_HANDLER"]);
        Assert.False(environment.ContainsKey("EGRESS_CANARY"));
    }

    [Fact]
    public async Task The_last_word_on_the_process_is_the_preparation()
    {
        var options = new FunctionHostOptions
        {
            Prepare = start =>
            {
                start.Command.Environment["ADDED"] = $"{start.Function.LogicalId} {start.RuntimeApiPort} {File.Exists(start.RuntimeApiSocket)}";
                return start.Command;
            },
        };
        await using var host = Host(options: options);

        var environment = (await DescribeAsync(host))["environment"]!;

        var port = ((string)environment["AWS_LAMBDA_RUNTIME_API"]!).Split(':')[1];
        Assert.Equal($"SampleFunction {port} True", (string?)environment["ADDED"]);
    }

    [Fact]
    public async Task An_event_arrives_with_the_headers_of_the_runtime_api()
    {
        await using var host = Host();
        var before = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();

        var headers = (await DescribeAsync(host))["headers"]!;

        var deadline = long.Parse((string)headers["Lambda-Runtime-Deadline-Ms"]!, CultureInfo.InvariantCulture);
        Assert.InRange(deadline, before + 30_000, before + 90_000);
        Assert.Equal("arn:aws:lambda:us-east-1:123456789012:function:sample", (string?)headers["Lambda-Runtime-Invoked-Function-Arn"]);
        Assert.Matches("^Root=1-[0-9a-f]{8}-[0-9a-f]{24};Parent=[0-9a-f]{16};Sampled=0$", (string?)headers["Lambda-Runtime-Trace-Id"]);
        Assert.True(Guid.TryParse((string?)headers["Lambda-Runtime-Aws-Request-Id"], out _));
    }

    [Fact]
    public async Task An_absent_payload_is_an_empty_object()
    {
        await using var host = Host();

        Assert.Equal("{}", Text(await InvokeAsync(host, "")));
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
        await using var host = Host(SampleFunction.Definition with { Timeout = TimeSpan.FromMilliseconds(300) });
        var pid = (int)(await DescribeAsync(host))["pid"]!;

        var late = await InvokeAsync(host, """{"do":"hang"}""");

        Assert.Equal(("Unhandled", FunctionErrors.TimedOut), (late.FunctionError, FunctionErrors.TypeOf(late.Payload)));
        Assert.Matches("^RequestId: [0-9a-f-]{36} Error: Task timed out after 0.30 seconds$", Message(late));
        Assert.Contains(" Task timed out after 0.30 seconds\nEND ", late.LogTail);
        Assert.EndsWith("\tStatus: timeout\n", late.LogTail);
        AssertEnded(pid);
    }

    [Theory]
    [InlineData("exit", "Runtime.ExitError")]
    [InlineData("error", "InvalidOperationException")]
    public async Task An_init_that_fails_fails_the_invocation(string init, string errorType)
    {
        await using var host = Host(SampleFunction.Definition with { Environment = new Dictionary<string, string> { ["SAMPLE_INIT"] = init } });

        var failed = await InvokeAsync(host, "{}");

        Assert.Equal(("Unhandled", errorType), (failed.FunctionError, FunctionErrors.TypeOf(failed.Payload)));
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

        Assert.Equal("\"first\"", Text(await InvokeAsync(host, """{"do":"answer twice"}""")));
        Assert.Null((await InvokeAsync(host, "{}")).FunctionError);
    }

    [Fact]
    public async Task The_log_is_framed_as_lambda_frames_it()
    {
        await using var host = Host();

        var cold = (await InvokeAsync(host, """{"do":"echo"}""")).LogTail;
        var warm = (await InvokeAsync(host, """{"do":"echo"}""")).LogTail;

        Assert.Matches(@"^initialising\nSTART RequestId: (?<id>[0-9a-f-]{36}) Version: \$LATEST\n", cold);
        Assert.Contains("\tInit Duration: ", cold);
        Assert.Matches(
            @"^START RequestId: (?<id>[0-9a-f-]{36}) Version: \$LATEST\n(handl.*\n)+END RequestId: \k<id>\nREPORT RequestId: \k<id>\tDuration: [0-9.]+ ms\tBilled Duration: [0-9]+ ms\tMemory Size: 256 MB\tMax Memory Used: [1-9][0-9]* MB\n$",
            warm);
    }

    [Fact]
    public async Task The_tail_is_the_last_4_kilobytes()
    {
        await using var host = Host();

        var tail = (await InvokeAsync(host, """{"do":"log","lines":500}""")).LogTail;

        Assert.InRange(Encoding.UTF8.GetByteCount(tail), 3900, 4096);
        Assert.Contains("\nREPORT ", tail);
    }

    [Fact]
    public async Task Code_that_is_not_there_says_what_was_looked_for()
    {
        await using var host = Host(SampleFunction.Definition with { CodeFolder = "/nowhere" });

        var failed = await InvokeAsync(host, "{}");

        Assert.Equal("Runtime.InvalidEntrypoint", FunctionErrors.TypeOf(failed.Payload));
        Assert.Contains("/nowhere does not exist", Message(failed));
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

    private static FunctionHost Host(FunctionDefinition? function = null, FunctionHostOptions? options = null)
    {
        var host = new FunctionHost(TimeProvider.System, options ?? new FunctionHostOptions());
        host.Add(function ?? SampleFunction.Definition);
        return host;
    }

    private static Task<InvocationResult> InvokeAsync(FunctionHost host, string payload) =>
        host.InvokeAsync(host.Find("sample")!, Encoding.UTF8.GetBytes(payload), TestContext.Current.CancellationToken);

    private static async Task<JsonObject> DescribeAsync(FunctionHost host) => JsonNode.Parse((await InvokeAsync(host, """{"do":"describe"}""")).Payload.Span)!.AsObject();

    private static string Text(InvocationResult result) => Encoding.UTF8.GetString(result.Payload.Span);

    private static string Message(InvocationResult result) => (string)JsonNode.Parse(result.Payload.Span)!["errorMessage"]!;

    private static void AssertEnded(int pid)
    {
        try
        {
            using var process = Process.GetProcessById(pid);
            Assert.True(process.HasExited);
        }
        catch (ArgumentException)
        {
            // No process has this id.
        }
    }
}
