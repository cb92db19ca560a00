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
    [InlineData("apigateway:CreateApiKey", nameof(FaultKind.Throttled), 429, "TooManyRequestsException")]
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

    [Theory]
    [InlineData("in small letters", "createApiKey", "--fault: found the operation 'createApiKey', expected one that the control plane has, such as apigateway:CreateApiKey, ")]
    [InlineData("misspelt", "PutSecretsValue", ", such as secretsmanager:PutSecretValue, ")]
    [InlineData("misspelt, with its service", "lambda:Invok", ", such as lambda:Invoke, ")]
    [InlineData("another service's", "secretsmanager:CreateApiKey", "--fault: found the operation 'secretsmanager:CreateApiKey', expected one that")]
    [InlineData("the end of a name", "ApiKey", "--fault: found the operation 'ApiKey', expected one that")]
    [InlineData("of two services", "TagResource", "--fault: found the operation 'TagResource', which more than one service has, expected one of apigateway:TagResource, secretsmanager:TagResource.")]
    public void An_operation_that_is_none_or_two_is_refused_with_near_names(string because, string operation, string message)
    {
        var refusal = Assert.Throws<EmulatorException>(() => Plane(new InjectedFault(operation, FaultKind.Limit)));

        Assert.True(refusal.Message.Contains(message, StringComparison.Ordinal), $"{because}: {refusal.Message}");
    }

    [Fact]
    public void An_operation_named_with_and_without_its_service_is_named_twice()
    {
        var options = new ControlPlaneOptions { Injected = [new("CreateApiKey", FaultKind.Limit), new("apigateway:CreateApiKey", FaultKind.LostCall)] };

        var refusal = Assert.Throws<EmulatorException>(() => new TestControlPlane(options: options));

        Assert.StartsWith("--fault: found apigateway:CreateApiKey more than once", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fault_of_one_service_leaves_the_same_operation_of_another_alone()
    {
        await using var plane = Plane(new InjectedFault("secretsmanager:TagResource", FaultKind.Unavailable));

        var refused = await plane.SecretAsync("TagResource", new JsonObject { ["SecretId"] = "s" });
        var gateway = await plane.RestAsync("PUT", "/tags/arn%3Aaws%3Aapigateway%3Aus-east-1%3A%3A%2Frestapis%2F" + TestControlPlane.ApiId, new JsonObject { ["tags"] = new JsonObject { ["a"] = "b" } });

        Assert.Equal((500, "InternalServiceError", 204), (refused.Status, refused.ErrorType, gateway.Status));
    }

    private static TestControlPlane Plane(InjectedFault fault) => new(options: new ControlPlaneOptions { Injected = [fault] });

    private static Task<TestAnswer> CallAsync(TestControlPlane plane, string operation) => operation.Split(':')[^1] switch
    {
        "CreateApiKey" => plane.RestAsync("POST", "/apikeys", new JsonObject { ["name"] = "k" }),
        "Invoke" => plane.SendAsync("POST", "/2015-03-31/functions/f/invocations", "{}", []),
        _ => plane.SecretAsync(operation, new JsonObject { ["Name"] = "s", ["SecretString"] = "v", ["ClientRequestToken"] = Guid.NewGuid().ToString() }),
    };
}
