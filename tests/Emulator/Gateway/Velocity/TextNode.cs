namespace Egress.Emulator.Gateway.Velocity;

internal sealed class TextNode(string text) : TemplateNode
{
    public override Flow Render(Rendering rendering)
    {
        rendering.Write(text);
        return Flow.Next;
    }
}
