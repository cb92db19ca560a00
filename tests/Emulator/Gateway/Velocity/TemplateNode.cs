namespace Egress.Emulator.Gateway.Velocity;

/// <summary>A piece of a template that prints or does something.</summary>
internal abstract class TemplateNode
{
    public abstract Flow Render(Rendering rendering);
}
