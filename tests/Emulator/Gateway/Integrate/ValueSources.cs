using System.Text;
using Egress.Emulator.Gateway.Request;
using Microsoft.AspNetCore.Http;

namespace Egress.Emulator.Gateway.Integrate;

/// <summary>Reads what a mapping may name as its source. [doc: Amazon API Gateway API request and response data mapping reference]</summary>
internal sealed class ValueSources(HttpContext context)
{
    /// <summary>Null when the source is absent or unknown: such a mapping produces nothing.</summary>
    public string? Read(string source)
    {
        if (source.Length >= 2 && source.StartsWith('\'') && source.EndsWith('\''))
        {
            return source[1..^1];
        }

        return source.Split('.', 4) switch
        {
            ["method", "request", "header", var name] => Header(name),
            ["method", "request", "multivalueheader", var name] => Joined(Request?.Headers.All(name)),
            ["method", "request", "querystring", var name] => Query(name).LastOrDefault().Value,
            ["method", "request", "multivaluequerystring", var name] => Joined(Query(name).Select(parameter => parameter.Value)),
            ["method", "request", "path", var name] => PathValue(name),
            ["method", "request", "body"] => Encoding.UTF8.GetString(Body.Span),
            ["method", "request", "body", var path] => BodyPath.Read(Body, path),
            ["input", "params", var name] => PathValue(name) ?? Query(name).LastOrDefault().Value ?? Request?.Headers.Last(name),
            ["stageVariables", var name] => context.FoundOrNot<AddressedStage>()?.Stage.Variables.GetValueOrDefault(name),
            ["context", ..] => ContextVariables.Read(context, source["context.".Length..]),
            _ => null,
        };
    }

    private GatewayRequest? Request => context.FoundOrNot<GatewayRequest>();

    private ReadOnlyMemory<byte> Body => context.FoundOrNot<IntegrationBody>()?.Bytes ?? Request?.Body ?? default;

    // Mappings match names case-sensitively. Names that HTTP itself defines are known in any spelling. [doc: important notes; capture: fireprox #39]
    private string? Header(string name) => Request?.Headers.LastExact(name) ?? (WellKnownHeaders.Contains(name) ? Request?.Headers.Last(name) : null);

    private IEnumerable<QueryParameter> Query(string name) => Request?.Query.Where(parameter => parameter.Name == name) ?? [];

    private string? PathValue(string name) => context.FoundOrNot<MatchedRoute>()?.PathValues.GetValueOrDefault(name);

    private static string? Joined(IEnumerable<string>? values) => values?.ToArray() is { Length: > 0 } some ? string.Join(',', some) : null;
}
