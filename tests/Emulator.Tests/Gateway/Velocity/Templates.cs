using Egress.Emulator.Gateway.Velocity;

namespace Egress.Emulator.Tests.Gateway.Velocity;

/// <summary>Runs templates on a body, with a path parameter <c>id</c>, a query parameter <c>q</c> and a header <c>x-h</c>.</summary>
internal static class Templates
{
    public static string Run(string template, string body = "") => VelocityTemplate.Parse(template).Render(new Dictionary<string, object?>
    {
        ["input"] = new InputVariable(body, new VelocityMap
        {
            ["path"] = new VelocityMap { ["id"] = "42" },
            ["querystring"] = new VelocityMap { ["q"] = "v" },
            ["header"] = new VelocityMap(StringComparer.OrdinalIgnoreCase) { ["x-h"] = "h" },
        }),
        ["util"] = new UtilVariable(),
        ["context"] = new VelocityMap { IsSilent = true, ["stage"] = "test" },
    });

    /// <summary>Why a template cannot be read or run.</summary>
    public static string Fault(string template, string body = "")
    {
        try
        {
            return "none: " + Run(template, body);
        }
        catch (VelocityException fault)
        {
            return fault.Message;
        }
    }
}
