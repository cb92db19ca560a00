namespace Egress.Emulator.Gateway.Velocity;

/// <summary><c>#break</c> and <c>#stop</c>.</summary>
internal sealed class FlowNode(Flow flow) : TemplateNode
{
    public override Flow Render(Rendering rendering) => flow;
}
