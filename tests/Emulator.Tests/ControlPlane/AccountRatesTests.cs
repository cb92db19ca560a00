using Egress.Emulator.ControlPlane;
using Egress.Testing;
using Xunit;

namespace Egress.Emulator.Tests.ControlPlane;

public sealed class AccountRatesTests
{
    [Theory]
    [InlineData("any call: a burst of 40, then 10 a second", "apigateway", "GetApiKey", 40, 10)]
    [InlineData("CreateApiKey: 5 a second", "apigateway", "CreateApiKey", 5, 5)]
    [InlineData("DeleteApiKey: 5 a second", "apigateway", "DeleteApiKey", 5, 5)]
    [InlineData("UpdateUsagePlan: 1 in 20 seconds", "apigateway", "UpdateUsagePlan", 1, 0)]
    [InlineData("writing a secret: 50 a second", "secretsmanager", "PutSecretValue", 50, 50)]
    public void An_operation_has_a_burst_and_a_rate(string because, string service, string operation, int burst, int perSecond)
    {
        var time = new ManualTimeProvider();
        var rates = new AccountRates(time);

        var atOnce = TakeAll(rates, service, operation);
        time.Advance(TimeSpan.FromSeconds(1));

        Assert.True(atOnce == burst, because);
        Assert.True(TakeAll(rates, service, operation) == perSecond, because);
    }

    [Fact]
    public void Writes_of_a_secret_share_one_rate()
    {
        var rates = new AccountRates(new ManualTimeProvider());
        TakeAll(rates, "secretsmanager", "PutSecretValue");

        var refused = Assert.Throws<ControlPlaneException>(() => rates.Take(Operation("secretsmanager", "UpdateSecretVersionStage")));

        Assert.Equal(("ThrottlingException", 400), (refused.ErrorType, refused.StatusCode));
    }

    [Fact]
    public async Task Over_the_wire_a_throttled_call_is_429()
    {
        var rates = new AccountRates(new ManualTimeProvider());
        await using var plane = new TestControlPlane(options: new ControlPlaneOptions { Rates = rates });
        TakeAll(rates, "apigateway", "GetApiKey");

        var refused = await plane.RestAsync("GET", "/apikeys");

        Assert.Equal((429, "TooManyRequestsException", """{"message":"Too Many Requests"}"""), (refused.Status, refused.ErrorType, refused.Body));
    }

    private static int TakeAll(AccountRates rates, string service, string operation)
    {
        for (var taken = 0; ; taken++)
        {
            try
            {
                rates.Take(Operation(service, operation));
            }
            catch (ControlPlaneException)
            {
                return taken;
            }
        }
    }

    private static ControlPlaneOperation Operation(string service, string name) => new(service, name, _ => throw new NotSupportedException("The rates perform nothing."));
}
