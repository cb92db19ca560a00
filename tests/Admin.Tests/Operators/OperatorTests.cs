using System.Text.Json.Nodes;
using Egress.Admin.Tests.Simulation;

namespace Egress.Admin.Tests.Operators;

/// <summary>What an operator asks of Admin, in a world of its own for each test.</summary>
public abstract class OperatorTests : IAsyncLifetime
{
    private protected World World { get; private set; } = null!;

    public async ValueTask InitializeAsync() => World = await World.StartAsync();

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return World.DisposeAsync();
    }

    private protected string ValueOf(string consumer) => (string)JsonNode.Parse(World.Secrets.Read($"egress/prod/{consumer}", "AWSCURRENT")!)!["apiKey"]!;

    /// <summary>With a request id: as Lambda sends it, and sends it again.</summary>
    private protected async Task<JsonObject> DoAsync(string request, string? requestId = null) => (JsonObject)JsonNode.Parse(await World.InvokeAsync(request, requestId))!;

    /// <summary>The request is refused for this reason, and nothing was changed.</summary>
    private protected async Task RefusedAsync(string request, string reason)
    {
        World.Calls.Clear();
        var failure = await Assert.ThrowsAsync<RefusedException>(() => World.InvokeAsync(request));

        Assert.Contains(reason, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(World.Calls, World.IsMutating);
    }
}
