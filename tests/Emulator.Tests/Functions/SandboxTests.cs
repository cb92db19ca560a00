using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Egress.Emulator.Functions;
using Xunit;
using static Egress.Emulator.Tests.Functions.SampleFunction;

namespace Egress.Emulator.Tests.Functions;

/// <summary>What a process gets and what is logged of it. Real processes over real sockets.</summary>
public sealed class SandboxTests
{
    [Fact]
    public async Task The_environment_is_the_templates_and_lambdas_and_nothing_of_this_machine()
    {
        Environment.SetEnvironmentVariable("EGRESS_CANARY", "of this machine");
        await using var host = Host();

        var environment = (await DescribeAsync(host))["environment"]!.AsObject();

        Assert.Equal("hello", (string?)environment["GREETING"]);
        Assert.Equal("256", (string?)environment["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"]);
        Assert.Equal("bootstrap", (string?)environment["_HANDLER"]);
        Assert.Equal(("LOG_ERROR", "AWS_Lambda_dotnet10"), ((string?)environment["AWS_XRAY_CONTEXT_MISSING"], (string?)environment["AWS_EXECUTION_ENV"]));
        Assert.StartsWith($"{environment["LAMBDA_TASK_ROOT"]}:", (string?)environment["LD_LIBRARY_PATH"]);
        Assert.False(environment.ContainsKey("EGRESS_CANARY"));
    }

    [Fact]
    public async Task An_os_only_runtime_has_no_name_in_the_environment()
    {
        await using var host = Host(Definition with { Runtime = "provided.al2023" });

        Assert.False((await DescribeAsync(host))["environment"]!.AsObject().ContainsKey("AWS_EXECUTION_ENV"));
    }

    [Fact]
    public async Task What_the_caller_hands_over_arrives_in_headers()
    {
        await using var host = Host();
        var input = new InvocationInput("""{"do":"describe"}"""u8.ToArray())
        {
            QualifiedArn = Definition.Arn + ":$LATEST",
            ClientContext = """{"custom":{"a":"b"}}""",
            TraceHeader = "Root=1-3152b799-8954dae64eda91bc9a23a7e8;Parent=7fa8c0f79203be72;Sampled=1",
        };

        var result = await host.InvokeAsync(host.Find("sample")!, input, TestContext.Current.CancellationToken);

        var headers = JsonNode.Parse(result.Payload.Span)!["headers"]!;
        Assert.Equal((input.QualifiedArn, input.ClientContext, input.TraceHeader), ((string?)headers["Lambda-Runtime-Invoked-Function-Arn"], (string?)headers["Lambda-Runtime-Client-Context"], (string?)headers["Lambda-Runtime-Trace-Id"]));
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
    public async Task The_log_is_framed_as_lambda_frames_it()
    {
        await using var host = Host();

        var cold = (await InvokeAsync(host, """{"do":"echo"}""")).LogTail;
        var warm = (await InvokeAsync(host, """{"do":"echo"}""")).LogTail;

        Assert.Matches(@"^initialising\nSTART RequestId: (?<id>[0-9a-f-]{36}) Version: \$LATEST\n", cold);
        Assert.Contains("\tInit Duration: ", cold);
        Assert.Matches(
            @"^START RequestId: (?<id>[0-9a-f-]{36}) Version: \$LATEST\n(handl.*\n)+END RequestId: \k<id>\nREPORT RequestId: \k<id>\tDuration: [0-9.]+ ms\tBilled Duration: [0-9]+ ms\tMemory Size: 256 MB\tMax Memory Used: [1-9][0-9]* MB\t\n$",
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
}
