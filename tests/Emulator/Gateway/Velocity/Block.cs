namespace Egress.Emulator.Gateway.Velocity;

internal sealed class Block(IReadOnlyList<TemplateNode> nodes) : TemplateNode
{
    public override Flow Render(Rendering rendering)
    {
        foreach (var node in nodes)
        {
            rendering.Step();
            if (node.Render(rendering) is not Flow.Next and var flow)
            {
                return flow;
            }
        }

        return Flow.Next;
    }
}
