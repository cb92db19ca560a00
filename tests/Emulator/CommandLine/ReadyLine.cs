using System.Text.Json.Nodes;

namespace Egress.Emulator.CommandLine;

/// <summary>The line of JSON that <c>up</c> prints when everything listens. Scripts rely on its form.</summary>
internal static class ReadyLine
{
    public static string Of(RunningEmulator emulator)
    {
        var endpoints = new JsonObject();
        foreach (var endpoint in emulator.Endpoints)
        {
            var addresses = new JsonObject { ["http"] = endpoint.Http.OriginalString };
            if (endpoint.Https is { } https)
            {
                addresses["https"] = https.OriginalString;
            }

            endpoints[endpoint.Endpoint.Id] = addresses;
        }

        return new JsonObject
        {
            ["controlPlane"] = emulator.ControlPlane.OriginalString,
            ["restApiId"] = emulator.Stack.RestApis.Select(api => api.Id).FirstOrDefault(),
            ["stages"] = Names(emulator.Stack.Stages.Select(stage => stage.Name)),
            ["endpoints"] = endpoints,
            ["caBundle"] = emulator.CaBundle,
            ["functions"] = Names(emulator.Functions.Functions.Select(function => function.LogicalId)),
        }.ToJsonString();
    }

    private static JsonArray Names(IEnumerable<string> names) => [.. names.Select(name => JsonValue.Create(name))];
}
