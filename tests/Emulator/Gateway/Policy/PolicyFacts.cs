using System.Globalization;
using Egress.Emulator.Gateway.Request;
using Microsoft.AspNetCore.Http;

namespace Egress.Emulator.Gateway.Policy;

/// <summary>What a request tells its policies: exactly the condition keys that exist without authentication.</summary>
internal static class PolicyFacts
{
    public static PolicyRequest Of(HttpContext context, GatewayServices services, RestApi api)
    {
        var request = context.Found<GatewayRequest>();
        return new PolicyRequest
        {
            Action = "execute-api:Invoke",
            Resource = MethodArn.Of(services, api.Id, request),
            Keys = Keys(request, context.FoundOrNot<VpcEndpoint>(), services),
        };
    }

    private static Dictionary<string, IReadOnlyList<string>> Keys(GatewayRequest request, VpcEndpoint? endpoint, GatewayServices services)
    {
        var now = services.Time.GetUtcNow();
        var keys = new Dictionary<string, IReadOnlyList<string>>(StringComparer.OrdinalIgnoreCase)
        {
            ["aws:CurrentTime"] = [now.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)],
            ["aws:EpochTime"] = [now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)],
            ["aws:SecureTransport"] = ["true"], // the gateway has no other; a plain listener stands for it on a developer's machine
        };
        Add(keys, "aws:Referer", request.Headers.Last("Referer"));
        Add(keys, "aws:UserAgent", request.Headers.Last("User-Agent"));

        // Through an endpoint the caller has a private address, and it is under another name.
        Add(keys, endpoint is null ? "aws:SourceIp" : "aws:VpcSourceIp", request.SourceIp);
        Add(keys, "aws:SourceVpce", endpoint?.Id);
        Add(keys, "aws:SourceVpc", endpoint?.VpcId);
        foreach (var (key, value) in services.Switches.EndpointOwnerKeys)
        {
            keys[key] = [value];
        }

        return keys;
    }

    private static void Add(Dictionary<string, IReadOnlyList<string>> keys, string key, string? value)
    {
        if (value is not null)
        {
            keys[key] = [value];
        }
    }
}
