using Egress.Emulator.Gateway.Velocity;
using Egress.Emulator.Template;

namespace Egress.Emulator.Deployment.ApiGateway;

/// <summary>Mapping templates as they are written: what cannot be read is refused with its line, before any call meets it.</summary>
internal static class MappingTemplates
{
    /// <summary><paramref name="templates"/> are by content type.</summary>
    public static void Check(PropertyMap? templates)
    {
        foreach (var template in templates?.Entries ?? [])
        {
            try
            {
                VelocityTemplate.Parse(template.Value.AsText(template.Key));
            }
            catch (VelocityException fault)
            {
                throw new TemplateException(template.At, $"a mapping template for {template.Key} that cannot be read", $"Velocity's language ({fault.Message})", "correct it");
            }
        }
    }
}
