using Egress.Emulator.Gateway;
using Egress.Emulator.Hosting;
using Xunit;

namespace Egress.Emulator.Tests.Hosting;

public sealed class PortRulesTests
{
    [Theory]
    [InlineData("one port too high for one endpoint", 65_534, 1, "--control-port: found 65534, expected at most 65533: the template's endpoints (vpce-0) take the next 2 ports.")]
    [InlineData("two endpoints need four more", 65_532, 2, "--control-port: found 65532, expected at most 65531: the template's endpoints (vpce-0, vpce-1) take the next 4 ports.")]
    public void The_endpoints_ports_must_exist(string because, int controlPort, int endpoints, string message)
    {
        var refusal = Assert.Throws<EmulatorException>(() => PortRules.Check(new EmulatorOptions { ControlPort = controlPort }, Endpoints(endpoints)));

        Assert.True(refusal.Message == message, $"{because}: {refusal.Message}");
    }

    [Theory]
    [InlineData("the control plane's", 4510)]
    [InlineData("the endpoint's HTTPS", 4512)]
    public void An_added_endpoint_takes_no_port_that_is_taken(string because, int port)
    {
        var options = new EmulatorOptions { AdditionalVpcEndpoints = new Dictionary<string, int> { ["vpce-added"] = port } };

        var refusal = Assert.Throws<EmulatorException>(() => PortRules.Check(options, Endpoints(1)));

        Assert.True(refusal.Message.StartsWith($"--vpc-endpoint: found vpce-added={port}, expected a port outside 4510 to 4512", StringComparison.Ordinal), because);
    }

    [Theory]
    [InlineData("the template's own id", "vpce-0", 4600, "--vpc-endpoint: found vpce-0, expected an id that the template's own endpoints (vpce-0, vpce-1) do not have.")]
    [InlineData("the port of another", "vpce-added", 4700, "--vpc-endpoint: found the port 4700 for vpce-other and vpce-added, expected one of its own for each")]
    public void An_added_endpoint_is_one_of_its_own_even_where_ports_are_free(string because, string id, int port, string message)
    {
        var options = new EmulatorOptions { ControlPort = 0, AdditionalVpcEndpoints = new Dictionary<string, int> { ["vpce-other"] = 4700, [id] = port } };

        var refusal = Assert.Throws<EmulatorException>(() => PortRules.Check(options, Endpoints(2)));

        Assert.True(refusal.Message.StartsWith(message, StringComparison.Ordinal), $"{because}: {refusal.Message}");
    }

    [Theory]
    [InlineData("the last ports", 65_533, 1, 4510)]
    [InlineData("no endpoint", 65_535, 0, 4510)]
    [InlineData("free ones", 0, 9, 1)]
    [InlineData("the port after the last", 4510, 1, 4513)]
    public void What_fits_is_taken(string because, int controlPort, int endpoints, int added)
    {
        var options = new EmulatorOptions { ControlPort = controlPort, AdditionalVpcEndpoints = new Dictionary<string, int> { ["vpce-added"] = added } };

        var refusal = Record.Exception(() => PortRules.Check(options, Endpoints(endpoints)));

        Assert.True(refusal is null, because);
    }

    private static VpcEndpoint[] Endpoints(int count) => [.. Enumerable.Range(0, count).Select(index => new VpcEndpoint { Id = $"vpce-{index}" })];
}
