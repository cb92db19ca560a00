using Egress.Emulator.Gateway.Waf;

namespace Egress.Emulator.Deployment.Waf;

/// <summary>Allow, Block or Count.</summary>
internal static class WafActions
{
    public static WafAction Read(PropertyMap action)
    {
        var kind = OneOf.Read(action, "Allow", "Block", "Count").Key;
        action.FindMap(kind)!.RefuseUnemulated("CustomRequestHandling", "CustomResponse");
        action.FindMap(kind)!.RefuseOthersThan();
        return Enum.Parse<WafAction>(kind);
    }
}
