using Egress.Emulator.Gateway;

namespace Egress.Emulator.Deployment.ApiGateway;

/// <summary>SAM's form of gateway responses: <c>ResponseParameters: {Headers: {name: value}}</c> stands for <c>gatewayresponse.header.name</c>.</summary>
internal static class ServerlessGatewayResponses
{
    private static readonly (string Property, string Prefix)[] Kinds =
    [
        ("Headers", "gatewayresponse.header."), ("Paths", "gatewayresponse.path."), ("QueryStrings", "gatewayresponse.querystring."),
    ];

    public static void AddTo(ApiDraft draft, PropertyMap api)
    {
        var responses = api.FindMap("GatewayResponses");
        foreach (var entry in responses?.Entries ?? [])
        {
            GatewayResponseRules.CheckType(entry.Key, entry.At);
            draft.GatewayResponses[entry.Key] = Read(responses!.FindMap(entry.Key)!);
        }
    }

    private static GatewayResponse Read(PropertyMap response)
    {
        response.RefuseOthersThan("ResponseParameters", "ResponseTemplates", "StatusCode");
        var status = response.FindInteger("StatusCode", 100, 599) is null ? null : response.Text("StatusCode");
        var parameters = response.FindMap("ResponseParameters");
        parameters?.RefuseOthersThan(Kinds.Select(kind => kind.Property));
        var byName = from kind in Kinds
                     from entry in parameters?.FindMap(kind.Property)?.Entries ?? []
                     select KeyValuePair.Create(kind.Prefix + entry.Key, entry.Value.AsText(entry.Key));
        return new GatewayResponse(status, byName.ToDictionary(StringComparer.Ordinal), response.TextsByKey("ResponseTemplates"));
    }
}
