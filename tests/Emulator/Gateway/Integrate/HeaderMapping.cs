using System.Collections.Frozen;

namespace Egress.Emulator.Gateway.Integrate;

/// <summary>What mappings do to the headers of an upstream's request.</summary>
internal sealed class HeaderMapping(GatewaySwitches switches)
{
    // [validated: test_apigateway_header_remapping_http, recorded 2024-12-11, for the first two]
    private static readonly FrozenSet<string> Unmappable = new[] { "Content-Length", "Transfer-Encoding" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);
    private static readonly FrozenSet<string> OwnedByGateway = new[] { TraceHeader.Name, "X-Amzn-Apigateway-Api-Id" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    // A mapping brings back the other names that HTTP_PROXY drops; of these no recording shows one at the upstream. [validated: same]
    private static readonly FrozenSet<string> NeverSent = new[] { "Connection", "Expect", "Proxy-Authenticate", "TE", "Via" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>The mapping that makes every call fail, if there is one.</summary>
    public string? Illegal(RequestMappings mappings)
    {
        foreach (var mapping in mappings.Headers)
        {
            if (Unmappable.Contains(mapping.Name) || (!switches.IgnoresMappingsOfGatewayHeaders && OwnedByGateway.Contains(mapping.Name)))
            {
                return mapping.Name;
            }
        }

        return null;
    }

    /// <summary><paramref name="value"/> is null where the source is absent.</summary>
    public void Apply(HeaderLines headers, string name, string? value)
    {
        if (OwnedByGateway.Contains(name) || (NeverSent.Contains(name) && !switches.SendsMappedConnectionHeaders) || (value is null && !switches.RemovesTargetOfAbsentSource) || (value is "" && !switches.SendsEmptyMappings))
        {
            return;
        }

        if (switches.ReplacesHeadersInAnyCase || WellKnownHeaders.Contains(name))
        {
            headers.Remove(name);
        }
        else
        {
            headers.RemoveExact(name);
        }

        if (value is not null)
        {
            headers.Add(name, value);
        }
    }
}
