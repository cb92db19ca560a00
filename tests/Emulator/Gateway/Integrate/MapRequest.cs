using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Egress.Emulator.Gateway.Request;
using Egress.Emulator.Gateway.Upstream;
using Microsoft.AspNetCore.Http;

namespace Egress.Emulator.Gateway.Integrate;

/// <summary>Makes the upstream's request out of the client's: uri, query, headers, body.</summary>
internal sealed class MapRequest(GatewayServices services)
{
    private readonly GatewaySwitches _switches = services.Switches;
    private readonly UpstreamHeaders _headers = new(services.Switches);
    private readonly HeaderMapping _headerMapping = new(services.Switches);
    private readonly ConditionalWeakTable<ApiStage, ConcurrentDictionary<string, UriTemplate?>> _templates = [];

    public Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var integration = context.Found<MatchedRoute>().Method.Integration;
        if (_headerMapping.Illegal(integration.Mappings) is { } name)
        {
            return context.Reject(GatewayResponses.ApiConfigurationError, $"Execution failed due to configuration error: a mapping may not write the header {name}");
        }

        if (Address(context, integration) is not { } uri)
        {
            return context.Reject(GatewayResponses.ApiConfigurationError, "Execution failed due to configuration error: Invalid endpoint address");
        }

        if (integration.VpcLinkId is { } link && !LinkIsThere(context, link))
        {
            return context.Reject(GatewayResponses.ApiConfigurationError, "Execution failed due to configuration error: no VPC link of that id");
        }

        var request = Build(context, integration, uri);
        if (!AreHeaders(request.Headers))
        {
            return context.Reject(GatewayResponses.ApiConfigurationError, "Execution failed due to configuration error: a mapped header is no header (its name is no token, or its value holds a control character)");
        }

        context.Keep(request);
        return next(context);
    }

    private IntegrationUri? Address(HttpContext context, Integration integration)
    {
        var (sources, mappings) = (new ValueSources(context), integration.Mappings);
        return Template(context.Found<AddressedStage>().Stage, integration.Uri ?? "")?.Expand(
            name => mappings.PathSource(name) is { } source ? PathValue(context, source, sources.Read(source)) : null,
            name => mappings.PathSource(name) is { } source && sources.Read(source) is { } value ? PercentEncoding.EncodeQueryValue(value) : null);
    }

    // A stage that is changed is another object: what was worked out for the old one goes with it.
    private UriTemplate? Template(ApiStage stage, string uri) => _templates.GetValue(stage, _ => new()).GetOrAdd(uri, UriTemplate.Of, stage.Variables);

    private static bool AreHeaders(HeaderLines headers)
    {
        foreach (var (name, value) in headers)
        {
            if (!FieldText.IsName(name) || !FieldText.IsValue(value))
            {
                return false;
            }
        }

        return true;
    }

    private bool LinkIsThere(HttpContext context, string link) =>
        UriTemplate.FillStageVariables(link, context.Found<AddressedStage>().Stage.Variables) is { } id && services.HasVpcLink(id);

    // A path parameter is still percent-encoded, other sources are plain text.
    private string? PathValue(HttpContext context, string source, string? value)
    {
        if (value is null || !source.StartsWith("method.request.path.", StringComparison.Ordinal))
        {
            return value is null ? null : PercentEncoding.EncodePath(value);
        }

        var isAtEnd = _switches.KeepsTrailingSlash && context.Found<GatewayRequest>().Target.ResourcePath.EndsWith(value + "/", StringComparison.Ordinal);
        return (_switches.PreservesPathEncoding ? value : PercentEncoding.RecodePath(value)) + (isAtEnd ? "/" : "");
    }

    private UpstreamRequest Build(HttpContext context, Integration integration, IntegrationUri uri)
    {
        var request = context.Found<GatewayRequest>();
        var sources = new ValueSources(context);
        var verb = integration.HttpMethod is null or "ANY" ? request.Method : integration.HttpMethod;
        var (api, stage) = context.Found<AddressedStage>();
        var trace = TraceHeader.Of(_switches.ReplacesClientTraceId ? null : request.Headers.Last(TraceHeader.Name), context.Found<RequestIds>().TraceRoot);
        var mapped = integration.Mappings.Headers.Select(mapping => (mapping.Name, sources.Read(mapping.Source)));
        return new UpstreamRequest
        {
            Method = verb,
            Origin = new UpstreamOrigin(uri.Scheme, uri.Host, uri.Port),
            Target = uri.Target(Query(request, uri, integration.Mappings.Queries, sources)),
            Headers = _headers.Build(request, api.Id, trace.ToUpstream(stage.IsTraced), uri.Authority, mapped),
            Body = _switches.DropsBodyOfBodilessMethods && verb is ("GET" or "HEAD" or "OPTIONS" or "DELETE") ? ReadOnlyMemory<byte>.Empty : context.Found<IntegrationBody>().Bytes,
        };
    }

    // The uri's own literals come first, then what the client sent, then what mappings add. [validated: test_http_proxy_integration_request_data_mappings]
    private string Query(GatewayRequest request, IntegrationUri uri, ParameterMapping[] mappings, ValueSources sources)
    {
        if (request.Query.Count == 0 && mappings.Length == 0)
        {
            return uri.Query;
        }

        var mapped = mappings
            .Select(mapping => (mapping.Name, Value: sources.Read(mapping.Source)))
            .Where(mapping => mapping.Value is not null)
            .Select(mapping => new QueryParameter(mapping.Name, mapping.Value!));
        var rest = QueryParameters.Format([.. request.Query, .. mapped], _switches.EncodesSpaceAsPlus);
        return uri.Query.Length > 0 && rest.Length > 0 ? uri.Query + "&" + rest : uri.Query + rest;
    }
}
