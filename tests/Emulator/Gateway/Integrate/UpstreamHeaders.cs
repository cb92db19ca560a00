using System.Collections.Frozen;

namespace Egress.Emulator.Gateway.Integrate;

/// <summary>
/// The header lines that an upstream gets, in AWS's order of events:
/// 1. the client's, without the names that HTTP_PROXY drops; 2. the gateway's own; 3. mappings; 4. defaults for what nobody sent.
/// </summary>
internal sealed class UpstreamHeaders(GatewaySwitches switches)
{
    // The rest of AWS's drop list has not survived parsing. [validated: test_apigateway_header_remapping_http, recorded 2024-12-11]
    private static readonly FrozenSet<string> Dropped = new[] { "Content-Encoding", "Via", "Host" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private readonly HeaderMapping _mapping = new(switches);

    public HeaderLines Build(GatewayRequest request, string apiId, string trace, string host, IEnumerable<(string Name, string? Value)> mapped)
    {
        var headers = new HeaderLines(request.Headers);
        headers.RemoveAll(Dropped);
        DropSignature(headers);
        headers.Set("Host", host);
        AddOwn(headers, apiId, trace, request.SourceIp);
        foreach (var (name, value) in mapped)
        {
            _mapping.Apply(headers, name, value);
        }

        AddDefaults(headers, apiId);
        return switches.JoinsDuplicateHeaders ? Joined(headers) : headers;
    }

    // A SigV4 signature is for the gateway, never for an upstream. [doc: important notes]
    private static void DropSignature(HeaderLines headers) =>
        headers.RemoveAll(line => line.Name == "Authorization" && line.Value.StartsWith("AWS4-HMAC-SHA256", StringComparison.Ordinal));

    private void AddOwn(HeaderLines headers, string apiId, string trace, string sourceIp)
    {
        headers.Set(TraceHeader.Name, trace);
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

    private static HeaderLines Joined(HeaderLines headers) =>
        new(headers.GroupBy(line => line.Name, StringComparer.OrdinalIgnoreCase).Select(lines => new HeaderLine(lines.First().Name, string.Join(",", lines.Select(line => line.Value)))));
}
