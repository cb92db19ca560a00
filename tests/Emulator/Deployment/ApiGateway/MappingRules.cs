using System.Text.RegularExpressions;
using Egress.Emulator.Template;

namespace Egress.Emulator.Deployment.ApiGateway;

/// <summary>What AWS takes as a parameter mapping (AWS page "API Gateway request and response data mapping reference").</summary>
internal static partial class MappingRules
{
    private const string Name = @"\.[A-Za-z0-9._$:-]+";
    private const string Value = @"'[^']*'|context\.[A-Za-z0-9._]+|stageVariables\.[A-Za-z0-9_]+";
    private const string Parameter = @"method\.request\.(?:(?:multivalue)?header|(?:multivalue)?querystring|path)" + Name;

    private const string Body = @"method\.request\.body(?:\.[A-Za-z_][A-Za-z0-9_-]*(?:\[[0-9]+\])*)*"; // of JSONPath the emulator has names and indices

    public static void CheckRequest(PropertyMap? mappings, MethodContract contract)
    {
        foreach (var mapping in mappings?.Entries ?? [])
        {
            Require(IntegrationTarget(), mapping.Key, mapping.At, "integration.request.{header|path|querystring}.name");
            CheckRequestSource(mapping.Value.AsText(mapping.Key), mapping.At, contract);
        }
    }

    public static void CheckResponse(PropertyMap response, string name, string status, MethodContract contract)
    {
        if (!contract.Responses.TryGetValue(status, out var headers))
        {
            throw new TemplateException(
                response.At,
                $"an integration response of status {status}",
                $"a status that the method declares ({string.Join(", ", contract.Responses.Keys)})",
                "add it to the method's responses");
        }

        foreach (var mapping in response.FindMap(name)?.Entries ?? [])
        {
            Require(ResponseSource(), mapping.Value.AsText(mapping.Key), mapping.At, "'a constant', integration.response.header.name, context.… or stageVariables.…");
            if (!headers.ContainsKey(mapping.Key))
            {
                throw new TemplateException(
                    mapping.At,
                    mapping.Key,
                    $"a header that the method declares for status {status}",
                    "add it to headers of that response, as method.response.header.name");
            }
        }
    }

    public static void CheckGatewayResponse(PropertyMap? mappings)
    {
        foreach (var mapping in mappings?.Entries ?? [])
        {
            Require(GatewayTarget(), mapping.Key, mapping.At, "gatewayresponse.{header|path|querystring}.name");
            Require(GatewaySource(), mapping.Value.AsText(mapping.Key), mapping.At, "'a constant', method.request.…, context.… or stageVariables.…");
        }
    }

    // A source that the method does not declare: "Invalid mapping expression parameter specified: method.request.path.proxy".
    private static void CheckRequestSource(string source, SourceLocation at, MethodContract contract)
    {
        Require(RequestSource(), source, at, "'a constant', method.request.{header|path|querystring}.name, method.request.body.name[0], context.… or stageVariables.…");
        var declared = source.Replace("multivalueheader", "header", StringComparison.Ordinal).Replace("multivaluequerystring", "querystring", StringComparison.Ordinal);
        if (RequestParameter().IsMatch(declared) && !contract.RequestParameters.ContainsKey(declared))
        {
            throw new TemplateException(at, source, "a parameter that the method declares", "add it to the method's parameters");
        }
    }

    private static void Require(Regex pattern, string text, SourceLocation at, string expected)
    {
        if (!pattern.IsMatch(text))
        {
            throw new TemplateException(at, $"the mapping expression {text}", expected, "correct it");
        }
    }

    [GeneratedRegex(@"\Aintegration\.request\.(?:header|path|querystring)" + Name + @"\z", RegexOptions.CultureInvariant)]
    private static partial Regex IntegrationTarget();

    [GeneratedRegex(@"\Amethod\.request\.(?:header|path|querystring)\.", RegexOptions.CultureInvariant)]
    private static partial Regex RequestParameter();

    [GeneratedRegex(@"\A(?:" + Value + "|" + Parameter + "|" + Body + @")\z", RegexOptions.CultureInvariant)]
    private static partial Regex RequestSource();

    [GeneratedRegex(@"\A(?:" + Value + @"|integration\.response\.(?:multivalue)?header" + Name + @"|integration\.response\.body.*)\z", RegexOptions.CultureInvariant)]
    private static partial Regex ResponseSource();

    [GeneratedRegex(@"\Agatewayresponse\.(?:header|path|querystring)" + Name + @"\z", RegexOptions.CultureInvariant)]
    private static partial Regex GatewayTarget();

    [GeneratedRegex(@"\A(?:" + Value + "|" + Parameter + @")\z", RegexOptions.CultureInvariant)]
    private static partial Regex GatewaySource();
}
