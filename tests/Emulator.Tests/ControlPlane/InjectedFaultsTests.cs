using System.Text.Json.Nodes;
using Egress.Emulator.ControlPlane;
using Xunit;

namespace Egress.Emulator.Tests.ControlPlane;

/// <summary>What <c>--fault</c> makes of a call, over the wire.</summary>
public sealed class InjectedFaultsTests
{
    [Theory]
    [InlineData("CreateApiKey", nameof(FaultKind.Throttled), 429, "TooManyRequestsException")]
    [InlineData("CreateApiKey", nameof(FaultKind.Limit), 429, "LimitExceededException")]
    [InlineData("CreateApiKey", nameof(FaultKind.Unavailable), 503, "ServiceUnavailableException")]
    [InlineData("CreateSecret", nameof(FaultKind.Throttled), 400, "ThrottlingException")]
    [InlineData("CreateSecret", nameof(FaultKind.Limit), 400, "LimitExceededException")]
    [InlineData("CreateSecret", nameof(FaultKind.Unavailable), 500, "InternalServiceError")]
    [InlineData("Invoke", nameof(FaultKind.Throttled), 429, "TooManyRequestsException")]
    [InlineData("Invoke", nameof(FaultKind.Limit), 429, "TooManyRequestsException")]
    [InlineData("Invoke", nameof(FaultKind.Unavailable), 500, "ServiceException")]
    public async Task A_refusal_is_the_services_own_and_the_call_has_not_taken_effect(string operation, string kind, int status, string errorType)
    {
        await using var plane = Plane(new InjectedFault(operation, Enum.Parse<FaultKind>(kind)));

        var refused = await CallAsync(plane, operation);

        Assert.Equal((status, errorType), (refused.Status, refused.ErrorType));
        Assert.Empty(plane.Apis.Keys);
        Assert.Empty(plane.Secrets.AllPresent());
    }

    [Theory]
    [InlineData(nameof(FaultKind.LostAnswer), 1)]
    [InlineData(nameof(FaultKind.LostCall), 0)]
    public async Task A_connection_is_cut_after_or_before_the_call_has_taken_effect(string kind, int keys)
    {
        await using var plane = Plane(new InjectedFault("CreateApiKey", Enum.Parse<FaultKind>(kind)));

        var lost = await CallAsync(plane, "CreateApiKey");

        Assert.True(lost.IsLost);
        Assert.Equal(keys, plane.Apis.Keys.Count);
    }

    [Fact]
    public async Task A_fault_is_used_up_by_the_calls_of_its_operation_alone()
    {
        await using var plane = Plane(new InjectedFault("CreateApiKey", FaultKind.Throttled) { Times = 2 });

        int[] statuses = [(await CallAsync(plane, "CreateApiKey")).Status, (await CallAsync(plane, "CreateSecret")).Status, (await CallAsync(plane, "CreateApiKey")).Status, (await CallAsync(plane, "CreateApiKey")).Status];

        Assert.Equal([429, 200, 429, 201], statuses);
    }

    [Fact]
    public async Task A_fault_without_a_number_never_ends()
    {
        await using var plane = Plane(new InjectedFault("CreateApiKey", FaultKind.Limit));

        for (var call = 0; call < 5; call++)
        {
            Assert.Equal(429, (await CallAsync(plane, "CreateApiKey")).Status);
        }
    }

    [Fact]
    public async Task Nothing_is_hindered_before_it_is_in_force()
    {
        var isUp = false;
        var options = new ControlPlaneOptions { Injected = [new("CreateApiKey", FaultKind.Throttled) { Times = 1 }], IsInForce = () => isUp };
        await using var plane = new TestControlPlane(options: options);

        var before = await CallAsync(plane, "CreateApiKey");
        isUp = true;
        var after = await CallAsync(plane, "CreateApiKey");

        Assert.Equal((201, 429), (before.Status, after.Status));
    }

    [Fact]
    public void An_operation_that_does_not_exist_is_refused_with_those_that_do()
    {
        var refusal = Assert.Throws<EmulatorException>(() => Plane(new InjectedFault("createApiKey", FaultKind.Limit)));

        Assert.StartsWith("--fault: found the operation 'createApiKey', expected one of CancelRotateSecret, CreateApiKey, ", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(", Invoke, ", refusal.Message, StringComparison.Ordinal);
    }

    private static TestControlPlane Plane(InjectedFault fault) => new(options: new ControlPlaneOptions { Injected = [fault] });

    private static Task<TestAnswer> CallAsync(TestControlPlane plane, string operation) => operation switch
    {
        "CreateApiKey" => plane.RestAsync("POST", "/apikeys", new JsonObject { ["name"] = "k" }),
        "Invoke" => plane.SendAsync("POST", "/2015-03-31/functions/f/invocations", "{}", []),
        _ => plane.SecretAsync(operation, new JsonObject { ["Name"] = "s", ["SecretString"] = "v", ["ClientRequestToken"] = Guid.NewGuid().ToString() }),
    };
}
