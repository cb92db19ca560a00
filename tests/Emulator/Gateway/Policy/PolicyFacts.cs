using System.Collections.Frozen;
using System.Globalization;

namespace Egress.Emulator.Gateway.Policy;

/// <summary>What a request tells its policies: exactly the condition keys that exist without authentication. A key is worked out when a policy asks for it.</summary>
internal sealed class PolicyFacts(GatewayRequest request, VpcEndpoint? endpoint, GatewayServices services)
{
    private static readonly FrozenDictionary<string, Func<PolicyFacts, string?>> Facts = new Dictionary<string, Func<PolicyFacts, string?>>
    {
        ["aws:CurrentTime"] = facts => facts.Now.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        ["aws:EpochTime"] = facts => facts.Now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
        ["aws:SecureTransport"] = _ => "true", // the gateway has no other; a plain listener stands for it on a developer's machine
        ["aws:Referer"] = facts => facts.Request.Headers.Last("Referer"),
        ["aws:UserAgent"] = facts => facts.Request.Headers.Last("User-Agent"),

        // Through an endpoint the caller has a private address, and it is under another name.
        ["aws:SourceIp"] = facts => facts.Endpoint is null ? facts.Request.SourceIp : null,
        ["aws:VpcSourceIp"] = facts => facts.Endpoint is null ? null : facts.Request.SourceIp,
        ["aws:SourceVpce"] = facts => facts.Endpoint?.Id,
        ["aws:SourceVpc"] = facts => facts.Endpoint?.VpcId,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private GatewayRequest Request => request;
    private VpcEndpoint? Endpoint => endpoint;

    // One moment for all keys.
    private DateTimeOffset Now { get; } = services.Time.GetUtcNow();

    /// <summary>Null for a key that the request's context does not have.</summary>
    public IReadOnlyList<string>? ValuesOf(string key)
    {
        foreach (var (name, owned) in services.Switches.EndpointOwnerKeys)
        {
            if (name.Equals(key, StringComparison.OrdinalIgnoreCase))
            {
                return [owned];
            }
        }

        return Facts.GetValueOrDefault(key)?.Invoke(this) is { } value ? [value] : null;
    }
}
