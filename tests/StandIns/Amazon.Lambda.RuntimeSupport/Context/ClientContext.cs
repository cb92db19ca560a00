using System.Text.Json;
using Amazon.Lambda.Core;

namespace Amazon.Lambda.RuntimeSupport.Context;

/// <summary>What a mobile application, or whoever calls Invoke with a ClientContext, says of itself.</summary>
internal sealed class ClientContext : IClientContext
{
    public IDictionary<string, string> Environment { get; private init; }

    public IClientApplication Client { get; private init; }

    public IDictionary<string, string> Custom { get; private init; }

    public static ClientContext Parse(string json)
    {
        if (string.IsNullOrWhiteSpace(json))
        {
            return new ClientContext();
        }

        using var document = JsonDocument.Parse(json);
        var root = document.RootElement;
        return new ClientContext
        {
            Environment = root.TryGetProperty("env", out var environment) ? environment.Texts() : null,
            Client = root.TryGetProperty("client", out var client) ? ClientApplication.From(client) : null,
            Custom = root.TryGetProperty("custom", out var custom) ? custom.Texts() : null,
        };
    }
}
