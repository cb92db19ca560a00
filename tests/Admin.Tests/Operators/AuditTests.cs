using Egress.Admin.Tests.Simulation;
using Egress.Emulator.ControlPlane;

namespace Egress.Admin.Tests.Operators;

/// <summary>What ends badly leaves its line too: what the function's time cut off, and what could not even be read.</summary>
public sealed class AuditTests : OperatorTests
{
    [Fact]
    public async Task An_action_that_the_functions_time_cuts_off_leaves_a_line_and_says_so()
    {
        TimeIsUpAt("GetApiKeys");

        var failure = await Assert.ThrowsAsync<RefusedException>(() => DoAsync("""{"action":"list"}"""));

        Assert.Contains("list was not done when the function's time was over", failure.Message, StringComparison.Ordinal);
        Assert.Single(World.LogLines, line => line.Contains("actor=operator action=list consumer=all", StringComparison.Ordinal) && line.Contains("time was over", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_step_that_the_functions_time_cuts_off_leaves_a_line()
    {
        World.Begin(World.Token1);
        await World.StepAsync("createSecret", World.Token1);
        TimeIsUpAt("CreateApiKey");

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => World.StepAsync("setSecret", World.Token1));

        Assert.Single(World.LogLines, line => line.Contains("actor=rotation action=SetSecret consumer=app", StringComparison.Ordinal) && line.Contains("time was over", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""{"action":"list","comsumer":"app"}""", "actor=operator action=admit")]
    [InlineData("""{"action":5}""", "actor=operator action=admit")]
    [InlineData("""{"Step":"createSecret"}""", "actor=rotation action=admit")]
    [InlineData("""{"RequestType":"Create"}""", "actor=stack action=admit")]
    [InlineData("""{"hello":"world"}""", "actor=unknown action=admit")]
    [InlineData("no JSON", "actor=unknown action=admit")]
    public async Task An_event_that_is_malformed_leaves_a_line(string request, string expected)
    {
        await Assert.ThrowsAsync<RefusedException>(() => World.InvokeAsync(request));

        Assert.Single(World.LogLines, line => line.Contains(expected, StringComparison.Ordinal) && line.Contains("request request-0 refused", StringComparison.Ordinal));
    }

    private void TimeIsUpAt(string call)
    {
        World.Hinder = operation =>
        {
            if (operation.Name == call)
            {
                World.Time.Advance(TimeSpan.FromMinutes(20));
            }

            return Fault.None;
        };
    }
}
