using Egress.Emulator.Gateway.Waf;

namespace Egress.Emulator.Deployment.Waf;

/// <summary>Allow, Block or Count, and what a Block answers. <paramref name="bodies"/> are the CustomResponseBodies of the web ACL.</summary>
internal sealed class WafActions(PropertyMap? bodies)
{
    public (WafAction Action, WafResponse? Response) Read(PropertyMap action)
    {
        var kind = OneOf.Read(action, "Allow", "Block", "Count").Key;
        var settings = action.FindMap(kind)!;
        settings.RefuseUnemulated("CustomRequestHandling");
        settings.RefuseOthersThan(kind == "Block" ? ["CustomResponse"] : []);
        return (Enum.Parse<WafAction>(kind), settings.FindMap("CustomResponse") is { } response ? CustomResponseReader.Read(response, bodies) : null);
    }
}
