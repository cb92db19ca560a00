namespace Egress.Emulator.Gateway.Velocity;

/// <summary>A reference in the text: its value is printed.</summary>
internal sealed class OutputNode(Reference reference) : TemplateNode
{
    public override Flow Render(Rendering rendering)
    {
        rendering.Write(rendering.TextOf(reference.Evaluate(rendering)));
        return Flow.Next;
    }
}
