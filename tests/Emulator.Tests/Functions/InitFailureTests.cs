using Egress.Emulator.Functions;
using Xunit;
using static Egress.Emulator.Tests.Functions.SampleFunction;

namespace Egress.Emulator.Tests.Functions;

/// <summary>What becomes of functions whose start fails or hangs. Real processes over real sockets.</summary>
public sealed class InitFailureTests
{
    [Theory]
    [InlineData("exit", "Runtime.ExitError")]
    [InlineData("error", "InvalidOperationException")]
    public async Task An_init_that_fails_fails_the_invocation(string init, string errorType)
    {
        await using var host = Host(Definition with { Environment = new Dictionary<string, string> { ["SAMPLE_INIT"] = init } });

        var failed = await InvokeAsync(host, "{}");

        Assert.Equal(("Unhandled", errorType), (failed.FunctionError, FunctionErrors.TypeOf(failed.Payload)));
    }

    [Theory]
    [InlineData("exit", "\tStatus: error\tError Type: Runtime.ExitError")]
    [InlineData("error", "\tStatus: error\tError Type: InvalidOperationException")]
    public async Task An_init_that_fails_is_repeated_within_the_invocation(string init, string status)
    {
        await using var host = Host(Definition with { Environment = new Dictionary<string, string> { ["SAMPLE_INIT"] = init } });

        var tail = (await InvokeAsync(host, "{}")).LogTail;

        Assert.Matches($@"^initialising\nINIT_REPORT Init Duration: [0-9.]+ ms\tPhase: init{status}\nSTART RequestId: [^\n]+\ninitialising\nEND ", tail);
    }

    [Fact]
    public async Task An_init_that_takes_too_long_is_ended_and_repeated_under_the_functions_timeout()
    {
        await using var host = Host(
            Definition with { Timeout = TimeSpan.FromMilliseconds(700), Environment = new Dictionary<string, string> { ["SAMPLE_INIT"] = "hang" } },
            new FunctionHostOptions { InitLimit = TimeSpan.FromSeconds(1) });

        var late = await InvokeAsync(host, "{}");

        Assert.Equal(("Unhandled", FunctionErrors.TimedOut), (late.FunctionError, FunctionErrors.TypeOf(late.Payload)));
        Assert.Matches("^RequestId: [0-9a-f-]{36} Error: Task timed out after 0.70 seconds$", Message(late));
        Assert.Matches(@"INIT_REPORT Init Duration: (99[0-9]|1[0-9]{3})\.[0-9]{2} ms\tPhase: init\tStatus: timeout\nSTART ", late.LogTail);
        Assert.EndsWith("\tStatus: timeout\n", late.LogTail);
    }

    [Fact]
    public async Task A_second_init_that_is_in_time_serves_the_invocation()
    {
        var mark = Path.Combine(Path.GetTempPath(), $"egress-init-{Guid.NewGuid():N}");
        await using var host = Host(
            Definition with { Environment = new Dictionary<string, string> { ["SAMPLE_INIT"] = mark } }, new FunctionHostOptions { InitLimit = TimeSpan.FromSeconds(2) });

        var answer = await InvokeAsync(host, """{"do":"echo"}""");

        Assert.Equal((null, """{"do":"echo"}"""), (answer.FunctionError, Text(answer)));
        Assert.Contains("\tPhase: init\tStatus: timeout\nSTART ", answer.LogTail);
        Assert.DoesNotContain("\tInit Duration: ", answer.LogTail);
        File.Delete(mark);
    }
}
