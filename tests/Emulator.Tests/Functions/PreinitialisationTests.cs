using System.Collections.Concurrent;
using Egress.Emulator.Functions;
using Xunit;
using static Egress.Emulator.Tests.Functions.SampleFunction;

namespace Egress.Emulator.Tests.Functions;

/// <summary>A process that is there before it is invoked. Real processes over real sockets.</summary>
public sealed class PreinitialisationTests
{
    private readonly ConcurrentQueue<SandboxStart> _started = [];
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
    public async Task An_init_that_failed_is_repeated_within_the_invocation()
    {
        var failing = Definition with { Environment = new Dictionary<string, string> { ["SAMPLE_INIT"] = "error" } };
        await using var host = Counting(failing);

        host.Preinitialise(failing);
        var failed = await InvokeAsync(host, "{}");

        Assert.Equal(("Unhandled", "InvalidOperationException"), (failed.FunctionError, FunctionErrors.TypeOf(failed.Payload)));
        Assert.Matches(@"^initialising\nINIT_REPORT [^\n]+\nSTART RequestId: [^\n]+\ninitialising\nEND ", failed.LogTail);
        Assert.Equal(2, _started.Count);
    }

    [Fact]
    public async Task Where_a_process_is_there_no_other_is_started()
    {
        await using var host = Counting(Definition);

        host.Preinitialise(Definition);
        host.Preinitialise(Definition);
        await InvokeAsync(host, "{}");
        host.Preinitialise(Definition);
        await InvokeAsync(host, "{}");

        Assert.Single(_started);
    }

    [Fact]
    public async Task A_host_that_ends_leaves_none_behind()
    {
        var hanging = Definition with { Environment = new Dictionary<string, string> { ["SAMPLE_INIT"] = "hang" } };
        var host = Counting(hanging);
        host.Preinitialise(hanging);
        await _first.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        await host.DisposeAsync();

        Assert.False(File.Exists(Assert.Single(_started).RuntimeApiSocket)); // which goes when its process has gone
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
            _started.Enqueue(start);
            _first.TrySetResult();
            return start.Command;
        },
    });
}
