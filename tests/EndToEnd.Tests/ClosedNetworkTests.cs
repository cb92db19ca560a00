using System.Text;
using System.Text.Json.Nodes;
using Xunit;

namespace Egress.EndToEnd.Tests;

/// <summary>
/// CallerFunction's own program, told to take the upstream's address for the gateway's: it then tries to reach the upstream directly.
/// Outside the VPC it gets there, which shows that the trial can succeed; inside it cannot.
/// </summary>
public sealed class ClosedNetworkTests(EmulatedTemplate template)
{
    [Fact]
    public async Task A_function_outside_the_vpc_reaches_an_upstream_directly()
    {
        var reached = await TryDirectlyAsync("outside", isInVpc: false);

        Assert.Contains(reached, request => request.Target.Contains("/direct/outside", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_function_in_the_vpc_cannot_reach_an_upstream_directly()
    {
        if (template.Emulator.Network.WhyNot is { } reason)
        {
            Assert.Skip($"NOT SHOWN: the closed network cannot be enforced on this machine ({reason}).");
        }

        var reached = await TryDirectlyAsync("inside", isInVpc: true);

        Assert.DoesNotContain(reached, request => request.Target.Contains("/direct/inside", StringComparison.Ordinal));
    }

    private async Task<IReadOnlyCollection<Emulator.Demo.SeenRequest>> TryDirectlyAsync(string name, bool isInVpc)
    {
        var caller = template.Emulator.Function("CallerFunction");
        var direct = new Dictionary<string, string>(caller.Environment) { ["Egress__GatewayUrl"] = template.Upstream.Address.OriginalString };
        var rogue = caller with { LogicalId = $"Rogue{name}", Name = $"rogue-{name}", Arn = $"{caller.Arn}-{name}", Environment = direct, IsInVpc = isInVpc };
        template.Emulator.Functions.Add(rogue);

        var payload = new JsonObject { ["httpMethod"] = "GET", ["path"] = $"/direct/{name}", ["headers"] = new JsonObject { ["Host"] = EmulatedTemplate.Host } };
        var result = await template.Emulator.Functions.InvokeAsync(rogue, Encoding.UTF8.GetBytes(payload.ToJsonString()), TestContext.Current.CancellationToken);

        Assert.True(result.FunctionError is null, Encoding.UTF8.GetString(result.Payload.Span));
        TestContext.Current.TestOutputHelper!.WriteLine(Encoding.UTF8.GetString(result.Payload.Span));
        return template.Upstream.Seen;
    }
}
