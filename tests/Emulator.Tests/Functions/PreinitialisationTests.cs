using System.Collections.Concurrent;
using Egress.Emulator.Functions;
using Xunit;
using static Egress.Emulator.Tests.Functions.SampleFunction;

namespace Egress.Emulator.Tests.Functions;

/// <summary>A process that is there before it is invoked. Real processes over real sockets.</summary>
public sealed class PreinitialisationTests
{
    private readonly ConcurrentQueue<FunctionDefinition> _started = [];
    private readonly TaskCompletionSource _first = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Fact]
    public async Task The_next_invocation_gets_it()
    {
        await using var host = Counting(Definition);

        host.Preinitialise(Definition);
        await _first.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        var answer = await InvokeAsync(host, """{"do":"echo"}""");

        Assert.Equal((null, """{"do":"echo"}"""), (answer.FunctionError, Text(answer)));
        Assert.Single(_started);
    }

    [Fact]
    public async Task It_serves_one_of_two_invocations_at_a_time()
    {
        await using var host = Counting(Definition);
        host.Preinitialise(Definition);

        var meeting = Path.GetTempFileName();
        var payload = $$"""{"do":"meet","at":"{{meeting}}"}""";
        await Task.WhenAll(InvokeAsync(host, payload), InvokeAsync(host, payload));

        Assert.Equal(2, _started.Count);
        File.Delete(meeting);
    }

    [Fact]
    public async Task An_invocation_after_one_whose_init_failed_has_an_init_of_its_own()
    {
        var failing = Definition with { Environment = new Dictionary<string, string> { ["SAMPLE_INIT"] = "error" } };
        await using var host = Counting(failing);

        host.Preinitialise(failing);
        var failed = await InvokeAsync(host, "{}");

        Assert.Equal(("Unhandled", "InvalidOperationException"), (failed.FunctionError, FunctionErrors.TypeOf(failed.Payload)));
        Assert.Equal(3, _started.Count); // that one, the invocation's, and its repetition
    }

    [Theory]
    [InlineData("nowhere")]
    [InlineData(".")]
    public async Task Code_that_cannot_be_started_is_told_to_the_invocation(string folder)
    {
        var missing = Definition with { CodeFolder = Path.Combine(Folder, folder), Handler = "absent" };
        await using var host = Counting(missing);

        host.Preinitialise(missing);
        var failed = await InvokeAsync(host, "{}");

        Assert.Equal("Runtime.InvalidEntrypoint", FunctionErrors.TypeOf(failed.Payload));
    }

    private FunctionHost Counting(FunctionDefinition function) => Host(function, new FunctionHostOptions
    {
        Prepare = start =>
        {
            _started.Enqueue(start.Function);
            _first.TrySetResult();
            return start.Command;
        },
    });
}
