using Egress.Emulator.Gateway.Velocity;
using Microsoft.AspNetCore.Http;

namespace Egress.Emulator.Gateway.Integrate;

/// <summary>What the mapping templates of one call find set. [doc: Variables for data transformations]</summary>
internal sealed class TemplateVariables
{
    private readonly VelocityMap _context;
    private readonly VelocityMap _stageVariables = [];
    private readonly VelocityMap _parameters;

    public TemplateVariables(HttpContext context)
    {
        _context = Context(context);
        _parameters = Parameters(context);
        foreach (var (name, value) in context.Found<AddressedStage>().Stage.Variables)
        {
            _stageVariables[name] = value;
        }
    }

    public VelocityMap? ResponseOverride => _context.GetValueOrDefault("responseOverride") as VelocityMap;

    public Dictionary<string, object?> With(string body) => new(StringComparer.Ordinal)
    {
        ["context"] = _context,
        ["stageVariables"] = _stageVariables,
        ["input"] = new InputVariable(body, _parameters),
        ["util"] = new UtilVariable(),
    };

    private static VelocityMap Context(HttpContext context)
    {
        var variables = new VelocityMap { IsSilent = true };
        foreach (var name in ContextVariables.OfTemplates)
        {
            if (ContextVariables.Read(context, name) is { } value)
            {
                variables[name] = value;
            }
        }

        variables["identity"] = Identity(context);
        variables["requestOverride"] = new VelocityMap { IsSilent = true, ["path"] = Empty(), ["header"] = Empty(), ["querystring"] = Empty() };
        variables["responseOverride"] = new VelocityMap { IsSilent = true, ["header"] = Empty() };
        return variables;
    }

    private static VelocityMap Empty() => new() { IsSilent = true };

    private static VelocityMap Identity(HttpContext context)
    {
        var identity = Empty();
        foreach (var name in ContextVariables.OfIdentity)
        {
            identity[name] = ContextVariables.Read(context, "identity." + name) ?? "";
        }

        // Templates alone get the key itself: an access log that holds one is a leak.
        identity["apiKey"] = context.FoundOrNot<KeyGrant>() is null ? "" : context.Found<GatewayRequest>().Headers.Last("x-api-key") ?? "";
        return identity;
    }

    // Of several values of a name the last, as a mapping takes it.
    private static VelocityMap Parameters(HttpContext context)
    {
        var request = context.Found<GatewayRequest>();
        var (path, query, headers) = (new VelocityMap(), new VelocityMap(), new VelocityMap(StringComparer.OrdinalIgnoreCase));
        foreach (var (name, value) in context.Found<MatchedRoute>().PathValues)
        {
            path[name] = value;
        }

        foreach (var (name, value) in request.Query)
        {
            query[name] = value;
        }

        foreach (var (name, value) in request.Headers)
        {
            headers[name] = value;
        }

        return new VelocityMap { ["path"] = path, ["querystring"] = query, ["header"] = headers };
    }
}
