using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Egress.Probe.Tests;

public sealed class ProbeOptionsTests
{
    public static TheoryData<string, string?, string?> Wrong => new()
    {
        { "GatewayUrl", null, "Egress__GatewayUrl is not set" },
        { "GatewayUrl", "api1.execute-api.us-east-1.amazonaws.com", "expected an absolute https address" },
        { "GatewayUrl", "http://api1.execute-api.us-east-1.amazonaws.com", "expected an absolute https address" },
        { "GatewayUrl", "https://api1.execute-api.us-east-1.amazonaws.com/stage", "expected an absolute https address" },
        { "GatewayUrl", "https://me@api1.execute-api.us-east-1.amazonaws.com", "expected an absolute https address" },
        { "ApiId", "", "Egress__ApiId is not set" },
        { "Mark", null, "Egress__Mark is not set" },
        { "Mark", "two words", "Egress__Mark contains white space" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void A_wrong_setting_is_named(string name, string? value, string? message)
    {
        var failure = Assert.Throws<OptionsValidationException>(() => Read((name, value)));

        Assert.Contains(failure.Failures, fault => fault.Contains(message!, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("https://api1-vpce-1.execute-api.us-east-1.amazonaws.com")]
    [InlineData("https://api1.execute-api.us-east-1.amazonaws.com/")]
    [InlineData("http://127.0.0.1:4511")]
    public void A_gateway_is_an_address_without_a_stage(string address) => Assert.Equal(address, Read(("GatewayUrl", address)).GatewayUrl);

    private static ProbeOptions Read((string Name, string? Value) change)
    {
        var settings = new Dictionary<string, string?> { ["Egress:GatewayUrl"] = "https://x", ["Egress:ApiId"] = "api1", ["Egress:Mark"] = "m" };
        settings[$"Egress:{change.Name}"] = change.Value;
        return ProbeOptionsReader.Read(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
    }
}
