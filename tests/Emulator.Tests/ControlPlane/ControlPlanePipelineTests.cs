using System.Text.Json.Nodes;
using Egress.Emulator.ControlPlane;
using Xunit;

namespace Egress.Emulator.Tests.ControlPlane;

public sealed class ControlPlanePipelineTests
{
    [Fact]
    public async Task A_lost_answer_has_taken_effect()
    {
        await using var plane = new TestControlPlane(options: new ControlPlaneOptions { Faults = (operation, _) => Task.FromResult(operation.Name == "CreateApiKey" ? Fault.LostAnswer : Fault.None) });

        var lost = await plane.RestAsync("POST", "/apikeys", new JsonObject { ["name"] = "k" });

        Assert.True(lost.IsLost);
        Assert.Equal("k", Assert.Single(plane.Apis.Keys).Name);
    }

    [Fact]
    public async Task A_call_that_a_fault_refuses_has_not_taken_effect()
    {
        await using var plane = new TestControlPlane(options: new ControlPlaneOptions { Faults = (_, _) => throw new ControlPlaneException("ServiceUnavailableException", 503, "Not now.") });

        var refused = await plane.RestAsync("POST", "/apikeys", new JsonObject { ["name"] = "k" });

        Assert.Equal((503, "ServiceUnavailableException"), (refused.Status, refused.ErrorType));
        Assert.Empty(plane.Apis.Keys);
    }

    [Fact]
    public async Task A_failure_of_the_emulator_is_an_internal_failure_without_its_text()
    {
        await using var plane = new TestControlPlane(options: new ControlPlaneOptions { Faults = (_, _) => throw new InvalidOperationException("canary") });

        var failed = await plane.SecretAsync("ListSecrets", []);

        Assert.Equal((500, "InternalFailure"), (failed.Status, failed.ErrorType));
        Assert.DoesNotContain("canary", failed.Body);
    }

    [Theory]
    [InlineData("an operation of Secrets Manager that is not there", "secretsmanager.ReplicateSecretToRegions", "/", 400)]
    [InlineData("an operation of Lambda that is not there", null, "/2015-03-31/functions", 404)]
    [InlineData("a path of no service", null, "/nothing", 404)]
    public async Task An_unknown_operation_says_what_there_is(string because, string? target, string path, int status)
    {
        await using var plane = new TestControlPlane();

        var unknown = await plane.SendAsync("POST", path, "{}", target is null ? [] : new() { ["X-Amz-Target"] = target });

        Assert.True((unknown.Status, unknown.ErrorType) == (status, "UnknownOperationException"), because);
        Assert.Contains("it knows", unknown.Body);
    }

    [Fact]
    public async Task Every_answer_has_a_request_id()
    {
        await using var plane = new TestControlPlane();

        Assert.True(Guid.TryParse((await plane.RestAsync("GET", "/account")).Header("x-amzn-RequestId"), out _));
    }
}
