using System.Text;
using System.Text.Json.Nodes;
using Egress.Emulator;
using Egress.Emulator.Demo;
using Xunit;

namespace Egress.EndToEnd.Tests;

/// <summary>
/// CallerFunction's own program, told to take the upstream's address for the gateway's: it then tries to reach the upstream directly.
/// Outside the VPC it gets there, which shows that the trial can succeed; inside it cannot.
/// </summary>
public sealed class ClosedNetworkTests : IAsyncLifetime
{
    private EchoUpstream _upstream = null!;
    private RunningEmulator _emulator = null!;

    public async ValueTask InitializeAsync()
    {
        _upstream = await EchoUpstream.StartAsync(CancellationToken.None);
        _emulator = await EmulatedTemplate.StartAsync(_upstream, CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        await _emulator.DisposeAsync();
        await _upstream.DisposeAsync();
    }

    [Fact]
    public async Task A_function_outside_the_vpc_reaches_an_upstream_directly()
    {
        var answer = await TryDirectlyAsync(isInVpc: false);

        Assert.Equal(200, answer["statusCode"]!.GetValue<int>());
        Assert.Contains(_upstream.Seen, request => request.Target.Contains("/direct", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_function_in_the_vpc_cannot_reach_an_upstream_directly()
    {
        if (_emulator.Network.WhyNot is { } reason)
        {
            Assert.Skip($"NOT SHOWN: the closed network cannot be enforced on this machine ({reason}).");
        }

        var answer = await TryDirectlyAsync(isInVpc: true);

        Assert.Equal(503, answer["statusCode"]!.GetValue<int>());
        Assert.Contains("GatewayUnreachable", answer["body"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Empty(_upstream.Seen);
    }

    private async Task<JsonNode> TryDirectlyAsync(bool isInVpc)
    {
        var caller = _emulator.Function("CallerFunction");
        var direct = new Dictionary<string, string>(caller.Environment) { ["Egress__GatewayUrl"] = _upstream.Address.OriginalString };
        var rogue = caller with { LogicalId = "Rogue", Name = "rogue", Arn = $"{caller.Arn}-rogue", Environment = direct, IsInVpc = isInVpc };
        _emulator.Functions.Add(rogue);

        var payload = new JsonObject { ["httpMethod"] = "GET", ["path"] = "/direct", ["headers"] = new JsonObject { ["Host"] = EmulatedTemplate.Host } };
        var result = await _emulator.Functions.InvokeAsync(rogue, Encoding.UTF8.GetBytes(payload.ToJsonString()), TestContext.Current.CancellationToken);

        Assert.True(result.FunctionError is null, Encoding.UTF8.GetString(result.Payload.Span));
        return JsonNode.Parse(result.Payload.Span)!;
    }
}
