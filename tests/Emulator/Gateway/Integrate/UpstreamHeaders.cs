using System.Collections.Frozen;

namespace Egress.Emulator.Gateway.Integrate;

/// <summary>
/// The header lines that an upstream gets, in AWS's order of events:
/// 1. the client's, without the names that HTTP_PROXY drops; 2. the gateway's own; 3. mappings; 4. defaults for what nobody sent.
/// </summary>
internal sealed class UpstreamHeaders(GatewaySwitches switches)
{
    private const string TraceId = "X-Amzn-Trace-Id";

    // The rest of AWS's drop list has not survived parsing. [validated: test_apigateway_header_remapping_http, recorded 2024-12-11]
    private static readonly FrozenSet<string> Dropped = new[] { "Content-Encoding", "Via", "Host" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    // [validated: same, for the first two]
    private static readonly FrozenSet<string> Unmappable = new[] { "Content-Length", "Transfer-Encoding" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);
    private static readonly FrozenSet<string> OwnedByGateway = new[] { TraceId, "X-Amzn-Apigateway-Api-Id" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

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

    public HeaderLines Build(GatewayRequest request, string apiId, string traceRoot, string host, IEnumerable<(string Name, string? Value)> mapped)
    {
        var headers = new HeaderLines(request.Headers);
        headers.RemoveAll(Dropped);
        DropSignature(headers);
        headers.Set("Host", host);
        AddOwn(headers, apiId, traceRoot, request.SourceIp);
        foreach (var (name, value) in mapped)
        {
            Map(headers, name, value);
        }

        AddDefaults(headers, apiId);
        return switches.JoinsDuplicateHeaders ? Joined(headers) : headers;
    }

    // A SigV4 signature is for the gateway, never for an upstream. [doc: important notes]
    private static void DropSignature(HeaderLines headers)
    {
        if (headers.Last("Authorization")?.StartsWith("AWS4-HMAC-SHA256", StringComparison.Ordinal) == true)
        {
            headers.Remove("Authorization");
        }
    }

    private void AddOwn(HeaderLines headers, string apiId, string traceRoot, string sourceIp)
    {
        headers.Set(TraceId, "Root=" + (switches.ReplacesClientTraceId ? traceRoot : RootOf(headers.Last(TraceId)) ?? traceRoot));
        AddForwardedFor(headers, sourceIp);
        headers.Set("X-Forwarded-Port", "443");
        headers.Set("X-Forwarded-Proto", "https");
        headers.Set("X-Amzn-Apigateway-Api-Id", apiId);
        if (switches.UpstreamConnectionHeader is { } connection)
        {
            headers.Set("Connection", connection);
        }
    }

    private void AddForwardedFor(HeaderLines headers, string sourceIp)
    {
        if (headers.Contains("X-Forwarded-For"))
        {
            headers.Set("X-Forwarded-For", string.Join(", ", headers.All("X-Forwarded-For").Concat(switches.AppendsSourceIp ? [sourceIp] : [])));
        }
        else if (switches.AppendsSourceIp)
        {
            headers.Add("X-Forwarded-For", sourceIp);
        }
    }

    private void Map(HeaderLines headers, string name, string? value)
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

    private void AddDefaults(HeaderLines headers, string apiId)
    {
        if (switches.AddsDefaultUserAgentAndAccept && !headers.Contains("User-Agent"))
        {
            headers.Add("User-Agent", $"AmazonAPIGateway_{apiId}");
        }

        if (switches.AddsDefaultUserAgentAndAccept && !headers.Contains("Accept"))
        {
            headers.Add("Accept", "application/json");
        }
    }

    private static string? RootOf(string? trace) => trace?.Split(';').Select(part => part.Trim()).FirstOrDefault(part => part.StartsWith("Root=", StringComparison.Ordinal))?["Root=".Length..];

    private static HeaderLines Joined(HeaderLines headers) =>
        new(headers.GroupBy(line => line.Name, StringComparer.OrdinalIgnoreCase).Select(lines => new HeaderLine(lines.First().Name, string.Join(",", lines.Select(line => line.Value)))));
}
